package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.Property;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  private static final int TAU = 60;

  private final Sponges sponges = new Sponges();
  private final double[] polynomial = new double[256];

  @Property(cases = 50)
  void tauCoefficientsAreOneOrMinusOne(RandomGenerator random) {
    for (int i = 0; i < sponges.states.length; i++) {
      sponges.states[i] = random.nextLong();
    }
    Arrays.fill(polynomial, 9);
    new Challenge().sample(JavaKernels.INSTANCE, TAU, sponges, 3, polynomial);
    assertEquals(TAU, Arrays.stream(polynomial).filter(c -> Math.abs(c) == 1).count());
    assertEquals(256 - TAU, Arrays.stream(polynomial).filter(c -> c == 0).count());
  }

  /** No signature is likely to need it: so many bytes above i that a block does not suffice. */
  @Test
  void aBlockThatRunsOutIsFollowedByTheNext() {
    int lane = 5;
    for (int i = 1; i < Sponges.SHAKE256_WORDS; i++) {
      sponges.set(lane, i, -1);
    }
    sponges.set(lane, 0, 0b101);
    long[] before = sponges.states.clone();
    Sponges next = new Sponges();
    next.copyFrom(sponges);
    double[] expected = new double[256];
    byte[] block = new byte[Sponges.SHAKE256_BYTES];
    int at = block.length;
    for (int i = 256 - TAU; i < 256; i++) {
      int place = 256;
      while (place > i) {
        if (at == block.length) {
          next.permute(JavaKernels.INSTANCE, 8);
          next.squeeze(lane, Sponges.SHAKE256_WORDS, block);
          at = 0;
        }
        place = block[at++] & 0xff;
      }
      int sign = i == 256 - TAU || i == 256 - TAU + 2 ? -1 : 1;
      expected[i] = expected[place];
      expected[place] = sign;
    }
    new Challenge().sample(JavaKernels.INSTANCE, TAU, sponges, lane, polynomial);
    assertArrayEquals(expected, polynomial);
    assertArrayEquals(before, sponges.states, "what it was given stays");
  }
}
