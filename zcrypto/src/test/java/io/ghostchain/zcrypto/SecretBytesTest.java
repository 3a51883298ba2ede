package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void closingWipesTheArrayItself() {
    byte[] given = {1, 2, 3};
    SecretBytes secret = SecretBytes.taking(given);
    secret.close();
    secret.close();
    assertTrue(secret.isDestroyed());
    assertArrayEquals(new byte[3], given);
    assertThrows(IllegalStateException.class, secret::bytes);
    assertThrows(IllegalStateException.class, () -> secret.lend(bytes -> bytes.length));
  }

  @Test
  void copiesLiveOnTheirOwn() {
    byte[] given = {1, 2, 3};
    try (SecretBytes secret = SecretBytes.copyOf(given)) {
      given[0] = 9;
      secret.bytes()[1] = 9;
      assertArrayEquals(new byte[] {1, 2, 3}, secret.bytes());
    }
  }

  @Test
  void onlyTheBytesDecideWhetherTwoAreTheSame() {
    assertTrue(SecretBytes.copyOf(new byte[] {1}).sameAs(SecretBytes.copyOf(new byte[] {1})));
    assertFalse(SecretBytes.copyOf(new byte[] {1}).sameAs(SecretBytes.copyOf(new byte[] {2})));
    assertFalse(SecretBytes.copyOf(new byte[] {1}).sameAs(SecretBytes.copyOf(new byte[2])));
  }

  @Test
  void theTextTellsTheLengthOnly() {
    assertEquals("SecretBytes[2 bytes]", SecretBytes.copyOf(new byte[] {65, 66}).toString());
  }
}
