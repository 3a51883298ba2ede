package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ways to spoil a case, some so slightly that it may still hold: the oracles say. */
public enum Corruption {
  NONE {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      return of;
    }
  },
  BIT_OF_SIGNATURE {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      return of.withSignature(flip(of.signature(), 0, of.signature().length, random));
    }
  },
  BIT_OF_COMMITMENT_HASH {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      return of.withSignature(
          flip(of.signature(), 0, ParameterSet.of(of.scheme()).hashBytes, random));
    }
  },
  BIT_OF_HINTS {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      int from = ParameterSet.of(of.scheme()).hintsAt();
      return of.withSignature(flip(of.signature(), from, of.signature().length, random));
    }
  },
  HINTS_SWAPPED {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      byte[] changed = of.signature().clone();
      int at = ParameterSet.of(of.scheme()).hintsAt() + random.nextInt(20);
      changed[at] = of.signature()[at + 1];
      changed[at + 1] = of.signature()[at];
      return of.withSignature(changed);
    }
  },
  HINT_REPEATED {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      byte[] changed = of.signature().clone();
      int at = ParameterSet.of(of.scheme()).hintsAt() + random.nextInt(20);
      changed[at + 1] = changed[at];
      return of.withSignature(changed);
    }
  },
  HINT_COUNT {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      ParameterSet set = ParameterSet.of(of.scheme());
      byte[] changed = of.signature().clone();
      int at = set.hintsAt() + set.omega + random.nextInt(set.rows);
      changed[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) set.omega;
            case 1 -> (byte) (set.omega + 1);
            case 2 -> (byte) (changed[at] + 1);
            default -> (byte) (changed[at] - 1);
          };
      return of.withSignature(changed);
    }
  },
  /** A coefficient of z at, just below or just above its bound, on either side of 0. */
  BOUNDARY_OF_Z {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      ParameterSet set = ParameterSet.of(of.scheme());
      byte[] changed = of.signature().clone();
      int bound = set.gamma1() - set.beta;
      int value = bound - 1 + random.nextInt(3);
      putZ(set, changed, random.nextInt(set.columns * 256), random.nextBoolean() ? value : -value);
      return of.withSignature(changed);
    }
  },
  BIT_OF_MESSAGE {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      return of.message().length == 0
          ? of.withMessage(new byte[1])
          : of.withMessage(flip(of.message(), 0, of.message().length, random));
    }
  },
  BIT_OF_KEY {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      return of.withKey(flip(of.key(), 0, of.key().length, random));
    }
  },
  LENGTH {
    @Override
    SignedCase apply(SignedCase of, RandomGenerator random) {
      int length = of.signature().length + (random.nextBoolean() ? 1 : -1);
      return of.withSignature(Arrays.copyOf(of.signature(), length));
    }
  };

  static final List<Corruption> ALL = List.of(values());

  abstract SignedCase apply(SignedCase of, RandomGenerator random);

  private static byte[] flip(byte[] bytes, int from, int to, RandomGenerator random) {
    byte[] changed = bytes.clone();
    changed[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  /** Writes a coefficient of z as FIPS 204 algorithm 17 packs it: gamma1 - z, bit by bit. */
  private static void putZ(ParameterSet set, byte[] signature, int index, int z) {
    int value = set.gamma1() - z;
    for (int i = 0; i < set.responseBits; i++) {
      int bit = 8 * set.hashBytes + index * set.responseBits + i;
      int mask = 1 << (bit & 7);
      signature[bit / 8] =
          (value >> i & 1) == 1
              ? (byte) (signature[bit / 8] | mask)
              : (byte) (signature[bit / 8] & ~mask);
    }
  }
}
