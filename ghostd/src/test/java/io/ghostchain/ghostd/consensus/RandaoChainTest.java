package io.ghostchain.ghostd.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.Hash;
import org.junit.jupiter.api.Test;

class RandaoChainTest {
  private static final Hash SECRET = Hash.sha256(new byte[] {1});

  @Test
  void eachRevealHashesToTheOneBefore() {
    var chain = new RandaoChain(SECRET);
    for (long index = 1; index < RandaoChain.LINKS; index += 97) {
      assertTrue(RandaoChain.follows(chain.reveal(3, index), chain.reveal(3, index - 1)));
    }
  }

  @Test
  void revealsDependOnTheKeyTheEpochAndThePlaceAlone() {
    var one = new RandaoChain(SECRET);
    var other = new RandaoChain(SECRET);
    Hash later = one.reveal(0, RandaoChain.LINKS + 5L);
    Hash first = one.reveal(0, 0);
    assertEquals(first, other.reveal(0, 0));
    assertEquals(later, other.reveal(0, RandaoChain.LINKS + 5L));
    assertNotEquals(first, other.reveal(1, 0));
    assertNotEquals(first, new RandaoChain(Hash.ZERO).reveal(0, 0));
  }
}
