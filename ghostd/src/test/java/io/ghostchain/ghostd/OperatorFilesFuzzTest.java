package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Validator;
import io.ghostchain.zcrypto.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator gives the node: read as what it is, or refused with a reason and an exit code.
 */
class OperatorFilesFuzzTest {
  private static final PublicKey SELF = Validator.SCHEME.generate().publicKey();

  @TempDir static Path folder;

  @FuzzTest
  void anyTomlIsAGenesisOrRefused(byte[] bytes) throws Exception {
    Path file = folder.resolve("genesis.toml");
    Files.write(file, bytes);
    try {
      Genesis genesis = GenesisFile.read(file, SELF, 1);
      assertEquals(genesis, Genesis.decode(genesis.encode()));
    } catch (DaemonException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyBytesAreAnEncodedGenesisOrRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("genesis.bin");
    Files.write(file, bytes);
    try {
      assertArrayEquals(bytes, GenesisFile.read(file, SELF, 1).encode());
    } catch (DaemonException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyFileIsASeedOrRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("seed");
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try {
      assertEquals(32, SeedFile.read(file).length);
    } catch (DaemonException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
