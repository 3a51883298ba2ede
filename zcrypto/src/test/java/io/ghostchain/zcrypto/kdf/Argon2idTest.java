package io.ghostchain.zcrypto.kdf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.zcrypto.SecretBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2idTest {
  /** Of the reference implementation's test suite, version 1.3. */
  @ParameterizedTest
  @CsvSource({
    "65536, 2, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "256, 2, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "256, 2, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"
  })
  void theReferenceImplementationAgrees(int memory, int iterations, int lanes, String key) {
    var argon2id = new Argon2id(memory, iterations, lanes);
    try (SecretBytes derived =
        argon2id.derive("password".getBytes(US_ASCII), "somesalt".getBytes(US_ASCII), 32)) {
      assertEquals(key, HexFormat.of().formatHex(derived.bytes()));
    }
  }

  @Test
  void costsAreBounded() {
    assertThrows(IllegalArgumentException.class, () -> new Argon2id(2 << 20, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id(7, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id(31, 1, 4));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id(64, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id(64, 33, 1));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id(1024, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id(1024, 1, 17));
    var cheap = new Argon2id(8, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> cheap.derive(new byte[1], new byte[7], 32));
    assertThrows(IllegalArgumentException.class, () -> cheap.derive(new byte[1], new byte[8], 3));
  }
}
