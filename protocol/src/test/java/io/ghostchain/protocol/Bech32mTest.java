package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.testkit.Property;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class Bech32mTest {
  private static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

  @Test
  void stringsThatBip350CallsValidComeBackAsTheyWere() throws IOException {
    List<String> valid = vectors("valid ");
    assertEquals(7, valid.size());
    for (String text : valid) {
      Bech32m.Decoded decoded = Bech32m.decode(text);
      assertEquals(
          text.toLowerCase(Locale.ROOT), Bech32m.encode(decoded.prefix(), decoded.groups().copy()));
    }
  }

  @Test
  void stringsThatBip350CallsInvalidAreRefused() throws IOException {
    List<String> invalid = vectors("invalid ");
    assertEquals(14, invalid.size());
    for (String text : invalid) {
      assertThrows(IllegalArgumentException.class, () -> Bech32m.decode(text), text);
    }
  }

  @Property
  void anIdComesBackFromItsTextInEitherCase(RandomGenerator random) {
    AccountId account = new LedgerGenerator(random).account();
    AssetId asset = new AssetId(account.hash());
    assertEquals(account, AccountId.parse(account.toString()));
    assertEquals(account, AccountId.parse(account.toString().toUpperCase(Locale.ROOT)));
    assertEquals(asset, AssetId.parse(asset.toString()));
    assertEquals(64, account.toString().length());
    assertTrue(account.toString().startsWith("ghost1"));
    assertThrows(IllegalArgumentException.class, () -> AccountId.parse(asset.toString()));
  }

  @Property(cases = 30)
  void oneOrTwoMistypedCharactersAreLocated(RandomGenerator random) {
    var text = new StringBuilder(new LedgerGenerator(random).account().toString());
    int first = 6 + random.nextInt(58);
    int second = 6 + random.nextInt(58);
    mistype(text, first, random);
    String expected = "character " + (first + 1);
    if (second != first) {
      mistype(text, second, random);
      expected =
          "character "
              + (Math.min(first, second) + 1)
              + " ('"
              + text.charAt(Math.min(first, second))
              + "') and "
              + (Math.max(first, second) + 1);
    }
    String message = refusal(text.toString());
    assertTrue(message.contains(expected), message);
  }

  @Property(cases = 30)
  void threeOrFourMistypedCharactersAreNeverAccepted(RandomGenerator random) {
    var text = new StringBuilder(new LedgerGenerator(random).account().toString());
    String original = text.toString();
    for (int i = 3 + random.nextInt(2); i > 0; i--) {
      mistype(text, 6 + random.nextInt(58), random);
    }
    if (!text.toString().equals(original)) {
      assertThrows(IllegalArgumentException.class, () -> AccountId.parse(text.toString()));
    }
  }

  @Test
  void aWrongLengthAndWrongPaddingAreNamed() {
    String tooShort = Bech32m.encode("ghost", new byte[51]);
    byte[] padded = new byte[52];
    padded[51] = 1;
    assertTrue(refusal(tooShort).contains("58 characters"), refusal(tooShort));
    String badPadding = Bech32m.encode("ghost", padded);
    assertTrue(refusal(badPadding).contains("padding"), refusal(badPadding));
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> AccountId.parse(text)).getMessage());
  }

  private static void mistype(StringBuilder text, int at, RandomGenerator random) {
    char old = text.charAt(at);
    char other = old;
    while (other == old) {
      other = CHARSET.charAt(random.nextInt(CHARSET.length()));
    }
    text.setCharAt(at, other);
  }

  private static List<String> vectors(String kind) throws IOException {
    try (InputStream file = Bech32mTest.class.getResourceAsStream("/vectors/bip/bip-0350.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(kind))
          .map(line -> line.substring(kind.length()))
          .map(Bech32mTest::unescape)
          .toList();
    }
  }

  private static String unescape(String text) {
    return text.startsWith("\\u")
        ? (char) Integer.parseInt(text.substring(2, 6), 16) + text.substring(6)
        : text;
  }
}
