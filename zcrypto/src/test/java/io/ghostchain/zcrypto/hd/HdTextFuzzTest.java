package io.ghostchain.zcrypto.hd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Texts of keys and paths read back as they were, or are refused. */
class HdTextFuzzTest {
  @FuzzTest
  void anyTextIsAKeyOrRefused(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    try (HdKey key = ExtendedKey.parsePrivate(text.toCharArray())) {
      assertEquals(text, new String(ExtendedKey.format(key)));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
    try {
      assertEquals(text, ExtendedKey.format(ExtendedKey.parsePublic(text)));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyTextIsAPathOrRefused(byte[] bytes) {
    try {
      DerivationPath path = DerivationPath.parse(new String(bytes, ISO_8859_1));
      assertEquals(path, DerivationPath.parse(path.toString()));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
