package io.ghostchain.zwallet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.zwallet.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Files that people hand to commands are what they should be, or are refused with a reason. */
class FilesFuzzTest {
  @TempDir static Path folder;

  @FuzzTest
  void anyFileIsATransactionOrRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("transaction.json");
    Files.write(file, bytes);
    for (OfflineFile.Form form : OfflineFile.Form.values()) {
      try {
        OfflineFile read = OfflineFile.read(file, form);
        Path again = folder.resolve("again.json");
        Files.deleteIfExists(again);
        read.write(again);
        assertEquals(read, OfflineFile.read(again, form));
      } catch (Failure refused) {
        assertNotNull(refused.getMessage());
      }
    }
  }

  @FuzzTest
  void anyTextIsASignedMessageOrRefused(byte[] bytes) {
    try {
      assertNotNull(SignedMessage.parse(new String(bytes, StandardCharsets.UTF_8)).signature());
    } catch (Failure refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
