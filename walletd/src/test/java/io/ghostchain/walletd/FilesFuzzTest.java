package io.ghostchain.walletd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.daemonkit.DaemonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;

/** What an operator wrote or restored: read as what it is, or refused with a reason. */
class FilesFuzzTest {
  @TempDir static Path folder;

  @FuzzTest
  void anyFileIsASecretOrRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("identity");
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try {
      assertEquals(32, DataDirectory.readSecret(file, 32).length);
    } catch (DaemonException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyTextIsAnAddressOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // A name would be looked up: only literal addresses are for here.
    if (!text.matches("\\[.*|[0-9.]+:.*|[^:]*")) {
      return;
    }
    try {
      var address = Addresses.parse("listen", text);
      assertEquals(address, Addresses.parse("listen", Addresses.text(address)));
    } catch (DaemonException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
