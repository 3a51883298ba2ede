package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExpandedKeyCacheTest {
  private static final SignatureScheme SCHEME = SignatureScheme.ML_DSA_44;

  /** About ten keys of ML-DSA-44. */
  private static final long SMALL = 220_000;

  private final MlDsaVerifier verifier = MlDsaVerifier.of("java");
  private final Workspace workspace = verifier.workspace();

  /** Of one expanded key, since only its size matters where keys come by the thousand. */
  private final ExpandedKey any = verifier.expand(SCHEME, key(0), workspace);

  private static byte[] key(long seed) {
    return SignedCase.bytes(new SplittableRandom(seed), SCHEME.publicKeyBytes());
  }

  @Test
  void aKeyIsKeptWhenItIsSeenTheSecondTime() {
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, SMALL);
    ExpandedKey first = cache.get(SCHEME, key(1), workspace);
    assertEquals(0, cache.statistics().entries());
    ExpandedKey second = cache.get(SCHEME, key(1), workspace);
    assertNotSame(first, second);
    assertSame(second, cache.get(SCHEME, key(1), workspace));
    assertEquals(
        new ExpandedKeyCache.Statistics(1, 2, 0, 1, cache.statistics().bytes()),
        cache.statistics());
    assertTrue(cache.statistics().bytes() > second.byteSize());
  }

  @Test
  void aKeyIsFoundInALongerArray() {
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, SMALL);
    byte[] longer = new byte[2592];
    System.arraycopy(key(1), 0, longer, 0, SCHEME.publicKeyBytes());
    cache.get(SCHEME, longer, workspace);
    cache.get(SCHEME, longer, workspace);
    longer[2000] = 1;
    assertNotNull(cache.find(SCHEME, longer));
    assertNotNull(cache.find(SCHEME, key(1)));
    longer[1311] ^= 1;
    assertNull(cache.find(SCHEME, longer));
    assertThrows(IllegalArgumentException.class, () -> cache.find(SCHEME, new byte[1311]));
  }

  @Property(cases = 30)
  void itNeverHoldsMoreThanItsBound(RandomGenerator random) {
    long bound = random.nextLong(SMALL * 3);
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, bound);
    int keys = 1 + random.nextInt(60);
    for (int i = 0; i < 2000; i++) {
      byte[] key = key(random.nextInt(keys));
      if (cache.find(SCHEME, key) == null) {
        cache.offer(SCHEME, key, any);
      }
      ExpandedKeyCache.Statistics now = cache.statistics();
      assertTrue(now.bytes() <= bound, now + " above " + bound);
      assertTrue(now.bytes() >= (long) now.entries() * any.byteSize());
    }
    ExpandedKeyCache.Statistics end = cache.statistics();
    assertEquals(2000, end.hits() + end.misses());
    if (bound > 2L * keys * (any.byteSize() + 4096)) {
      assertEquals(keys, end.entries(), "all fit");
    }
  }

  @Property(cases = 10)
  void aFloodOfFreshKeysDisplacesNoneInUse(RandomGenerator random) {
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, SMALL);
    List<byte[]> hot = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      hot.add(key(i));
      use(cache, hot.get(i), 4);
    }
    int sights = 1 + random.nextInt(2);
    for (int i = 0; i < 3000; i++) {
      use(cache, key(1000 + i), sights);
      if (i % 10 == 0) {
        assertNotNull(cache.find(SCHEME, hot.get(random.nextInt(hot.size()))));
      }
    }
    for (byte[] each : hot) {
      assertNotNull(cache.find(SCHEME, each));
    }
  }

  @Test
  void whatIsNoLongerUsedMakesRoom() {
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, SMALL);
    for (int i = 0; i < 9; i++) {
      use(cache, key(i), 10);
    }
    for (int round = 0; round < 40; round++) {
      for (int i = 100; i < 105; i++) {
        use(cache, key(i), 3);
      }
    }
    for (int i = 100; i < 105; i++) {
      assertNotNull(cache.find(SCHEME, key(i)));
    }
  }

  @Test
  void noRoomIsNoError() {
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, 0);
    for (int i = 0; i < 3; i++) {
      assertNotNull(cache.get(SCHEME, key(1), workspace));
    }
    assertEquals(0, cache.statistics().entries());
    assertThrows(IllegalArgumentException.class, () -> new ExpandedKeyCache(verifier, -1));
  }

  @Test
  void manyThreadsFindTheRightKeys() throws Exception {
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, SMALL);
    List<SignedCase> cases = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 20; i++) {
      cases.add(SignedCase.sign(SCHEME, random, new byte[0], new byte[i]));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        SplittableRandom own = random.split();
        wrong.add(
            threads.submit(() -> {
              Workspace desk = verifier.workspace();
              int refused = 0;
              for (int i = 0; i < 300; i++) {
                SignedCase one = cases.get(own.nextInt(cases.size()));
                ExpandedKey key = cache.get(SCHEME, one.key(), desk);
                refused += verifier.verify(key, one.message(), one.signature(), desk) ? 0 : 1;
              }
              return refused;
            }));
      }
      for (Future<Integer> each : wrong) {
        assertEquals(0, each.get());
      }
    }
    assertTrue(cache.statistics().bytes() <= SMALL);
    assertEquals(1200, cache.statistics().hits() + cache.statistics().misses());
  }

  private void use(ExpandedKeyCache cache, byte[] key, int times) {
    for (int i = 0; i < times; i++) {
      if (cache.find(SCHEME, key) == null) {
        cache.offer(SCHEME, key, any);
      }
    }
  }
}
