package io.ghostchain.zcrypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.Property;
import java.text.Normalizer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PassphraseTest {
  /** Composed, decomposed, compatibility forms, Hangul, Kana with marks, Tibetan, emoji. */
  private static final String ALPHABET =
      "abc Z~\u00e9e\u0301\u0323\u0307\u1e69\ufb01\u2460\uac00\u1100\u1161\u30ac\uff76\uff9e"
          + "\u0f73\u0f71\u0f72\u0344\u03d3\u212b\u3000\u0130";

  @Property(cases = 300)
  void piecewiseNormalisationIsThatOfTheWhole(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x1f600 + random.nextInt(40));
      }
    }
    String whole = Normalizer.normalize(text, Normalizer.Form.NFKD);
    char[] typed = text.toString().toCharArray();
    assertEquals(whole, new String(Passphrase.nfkd(typed)));
    assertArrayEquals(whole.getBytes(UTF_8), Passphrase.utf8(typed));
    assertEquals(text.toString(), new String(typed));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Passphrase.utf8(new char[] {'a', '\ud83d'}));
    assertThrows(IllegalArgumentException.class, () -> Passphrase.utf8(new char[] {'\ude00', 'a'}));
  }

  @Test
  void noPassphraseHasNoBytes() {
    assertEquals(0, Passphrase.utf8(new char[0]).length);
  }
}
