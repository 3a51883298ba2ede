package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.protocol.testing.WireType;
import io.ghostchain.testkit.Property;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What holds for every type with an encoding. */
class WireRoundTripTest {
  @Property(cases = 60)
  void decodingAnEncodingGivesTheSameValue(RandomGenerator random) throws DecodeException {
    for (WireType<?> type : WireType.ALL) {
      requireRoundTrip(type, random);
    }
  }

  private static <T> void requireRoundTrip(WireType<T> type, RandomGenerator random)
      throws DecodeException {
    T value = type.generate().apply(new LedgerGenerator(random));
    byte[] encoded = type.encode().apply(value);
    T decoded = type.read(encoded);
    assertEquals(value, decoded, type.name());
    assertEquals(value.hashCode(), decoded.hashCode(), type.name());
    assertArrayEquals(encoded, type.encode().apply(decoded), type.name());
  }

  /** The strictness of the codec in one sentence: one value, one encoding. */
  @Property(cases = 150)
  void whatAMutationLeavesAcceptableIsTheEncodingOfItsValue(RandomGenerator random) {
    for (WireType<?> type : WireType.ALL) {
      byte[] mutant = mutate(type.sample(random), random);
      try {
        assertArrayEquals(mutant, type.recode(mutant), type.name());
      } catch (DecodeException refused) {
        assertTrue(refused.offset() >= 0 && refused.offset() <= mutant.length, refused::toString);
      }
    }
  }

  @Property(cases = 30)
  void noEncodingIsCutShortOrContinued(RandomGenerator random) {
    for (WireType<?> type : WireType.ALL) {
      byte[] encoded = type.sample(random);
      byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
      assertThrows(DecodeException.class, () -> type.read(longer), type.name());
      if (encoded.length > 0) {
        byte[] cut = Arrays.copyOf(encoded, random.nextInt(encoded.length));
        try {
          assertArrayEquals(cut, type.recode(cut), type.name());
        } catch (DecodeException refused) {
          assertTrue(refused.offset() <= cut.length, refused::toString);
        }
      }
    }
  }

  @Property(cases = 100)
  void randomBytesAreRefusedOrAreTheEncodingOfTheirValue(RandomGenerator random) {
    byte[] noise = new byte[random.nextInt(64)];
    random.nextBytes(noise);
    for (WireType<?> type : WireType.ALL) {
      try {
        assertArrayEquals(noise, type.recode(noise), type.name());
      } catch (DecodeException refused) {
        assertTrue(refused.offset() <= noise.length, refused::toString);
      }
    }
  }

  private static byte[] mutate(byte[] original, RandomGenerator random) {
    byte[] bytes = original.clone();
    for (int edits = 1 + random.nextInt(3); edits > 0 && bytes.length > 0; edits--) {
      // The first bytes hold most of the structure of a message with long keys and signatures.
      int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 40) : bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = splice(bytes, at, 1, new byte[0]);
        default -> bytes = splice(bytes, at, 0, new byte[] {(byte) random.nextInt(0x80)});
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int at, int drop, byte[] put) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - drop + put.length);
    System.arraycopy(put, 0, result, at, put.length);
    System.arraycopy(bytes, at + drop, result, at + put.length, bytes.length - at - drop);
    return result;
  }
}
