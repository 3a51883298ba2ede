package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every engine must do. */
public abstract class EngineContract {
  private static final String SETS = "ML_DSA_(44|65|87)";
  private static final int DIFFERENTIAL_CASES = 1200;

  final MlDsaVerifier verifier = MlDsaVerifier.of(engine());
  final Workspace workspace = verifier.workspace();

  protected abstract String engine();

  @Test
  void everyKnownAnswerIsGiven() {
    assertNull(SelfTest.faultInAny(verifier));
    assertEquals(engine(), verifier.engine());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = SETS)
  void wycheproof(SignatureScheme scheme) {
    String name = scheme.name().toLowerCase(Locale.ROOT).replace("ml_dsa", "mldsa");
    VectorFile file = new VectorFile("wycheproof/" + name + "_verify_test.json.gz");
    Json json = file.json();
    try (VectorRun run = file.run(scheme.standardName() + " by engine " + engine())) {
      run.expect(json.integer("numberOfTests"));
      for (Json group : json.get("testGroups")) {
        for (Json test : group.get("tests")) {
          run.ran();
          boolean valid = test.text("result").equals("valid");
          assertEquals(valid, holds(scheme, group.hex("publicKey"), test), test::path);
        }
      }
    }
  }

  private boolean holds(SignatureScheme scheme, byte[] raw, Json test) {
    byte[] context = test.has("ctx") ? test.hex("ctx") : new byte[0];
    byte[] message = test.hex("msg");
    byte[] signature = test.hex("sig");
    if (raw.length != scheme.publicKeyBytes()) {
      assertThrows(IllegalArgumentException.class, () -> verifier.expand(scheme, raw, workspace));
      return false;
    }
    ExpandedKey key = verifier.expand(scheme, raw, workspace);
    if (context.length > 255) {
      assertThrows(IllegalArgumentException.class, () -> verify(key, context, message, signature));
      return false;
    }
    return verify(key, context, message, signature);
  }

  private boolean verify(ExpandedKey key, byte[] context, byte[] message, byte[] signature) {
    return verifier.verify(
        key, context, message, 0, message.length, signature, 0, signature.length, workspace);
  }

  @Test
  void itAgreesWithBouncyCastleAndTheJdk() {
    new Differential(verifier).run(1, DIFFERENTIAL_CASES);
  }

  @Test
  void aBatchSaysWhatItsSignaturesSayAlone() {
    SplittableRandom random = new SplittableRandom(7);
    List<SignedCase> pool = SignedCase.some(random, 12);
    for (int size = 0; size <= 33; size++) {
      SignatureBatch batch = new SignatureBatch();
      List<Boolean> alone = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        SignedCase whole = pool.get(random.nextInt(pool.size()));
        Corruption[] ways = Corruption.values();
        SignedCase one =
            random.nextBoolean() ? whole : ways[random.nextInt(ways.length)].apply(whole, random);
        ExpandedKey key = verifier.expand(one.scheme(), one.key(), workspace);
        assertEquals(i, batch.add(key, one.message(), one.signature()));
        alone.add(verifier.verify(key, one.message(), one.signature(), workspace));
      }
      verifier.verify(batch, workspace);
      for (int i = 0; i < size; i++) {
        assertEquals(alone.get(i), batch.holds(i), "signature " + i + " of " + size);
      }
      assertEquals(!alone.contains(false), batch.allHold());
      batch.clear();
      assertEquals(0, batch.size());
    }
  }

  @Property(cases = 20)
  void partsOfArraysAreVerifiedInPlace(RandomGenerator random) {
    byte[] context = SignedCase.bytes(random, random.nextInt(256));
    SignatureScheme scheme = SignedCase.SCHEMES.get(random.nextInt(3));
    // Around the ends of blocks of 136 bytes, with the 66 bytes that stand before the message.
    byte[] message = SignedCase.bytes(random, random.nextInt(600));
    SignedCase one = SignedCase.sign(scheme, random, context, message);
    int before = random.nextInt(9);
    int after = random.nextInt(3);
    byte[] messages = padded(message, before, after);
    byte[] signatures = padded(one.signature(), before, after);
    byte[] messagesAsTheyWere = messages.clone();
    ExpandedKey key = verifier.expand(scheme, one.key(), workspace);
    int length = one.signature().length;
    assertTrue(
        verifier.verify(
            key, context, messages, before, message.length, signatures, before, length, workspace));
    assertEquals(Arrays.toString(messagesAsTheyWere), Arrays.toString(messages));
    byte[] otherContext = Arrays.copyOf(context, Math.max(0, context.length - 1));
    boolean same = otherContext.length == context.length;
    assertEquals(
        same,
        verifier.verify(
            key,
            otherContext,
            messages,
            before,
            message.length,
            signatures,
            before,
            length,
            workspace));
    assertThrows(
        IndexOutOfBoundsException.class,
        () ->
            verifier.verify(
                key,
                context,
                messages,
                before,
                message.length + after + 1,
                signatures,
                before,
                length,
                workspace));
  }

  private static byte[] padded(byte[] bytes, int before, int after) {
    byte[] padded = new byte[before + bytes.length + after];
    System.arraycopy(bytes, 0, padded, before, bytes.length);
    return padded;
  }

  @Test
  void messagesOfEveryLengthAroundABlockHashRightly() {
    SplittableRandom random = new SplittableRandom(3);
    for (int length = 60; length < 80; length++) {
      SignedCase one =
          SignedCase.sign(
              SignatureScheme.ML_DSA_44, random, new byte[0], SignedCase.bytes(random, length));
      ExpandedKey key = verifier.expand(one.scheme(), one.key(), workspace);
      assertTrue(verifier.verify(key, one.message(), one.signature(), workspace));
    }
  }

  @Test
  void keysExpandTogetherAsTheyDoAlone() {
    SplittableRandom random = new SplittableRandom(11);
    for (SignatureScheme scheme : SignedCase.SCHEMES) {
      List<SignedCase> cases = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        cases.add(SignedCase.sign(scheme, random, new byte[0], new byte[i]));
      }
      ExpandedKey[] keys =
          verifier.expand(
              scheme, cases.stream().map(SignedCase::key).toArray(byte[][]::new), workspace);
      for (int i = 0; i < keys.length; i++) {
        assertEquals(scheme, keys[i].scheme());
        assertTrue(keys[i].byteSize() > scheme.publicKeyBytes());
        SignedCase one = cases.get(i);
        assertTrue(verifier.verify(keys[i], one.message(), one.signature(), workspace));
        assertFalse(
            verifier.verify(
                keys[(i + 1) % keys.length], one.message(), one.signature(), workspace));
      }
    }
    assertEquals(0, verifier.expand(SignatureScheme.ML_DSA_44, new byte[0][], workspace).length);
  }

  @Test
  void aKeyOfAnotherLengthIsRefusedWithBothLengths() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> verifier.expand(SignatureScheme.ML_DSA_65, new byte[1312], workspace));
    assertEquals("a public key of ML_DSA_65 has 1952 bytes, got 1312", refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> verifier.expand(SignatureScheme.ED25519, new byte[32], workspace));
  }

  @Test
  void aWorkspaceServesItsOwnVerifierAlone() {
    Workspace other = MlDsaVerifier.of("provider").workspace();
    assertThrows(
        IllegalArgumentException.class,
        () -> verifier.expand(SignatureScheme.ML_DSA_44, new byte[1312], other));
  }

  @Test
  void manyThreadsShareKeys() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    List<SignedCase> cases = SignedCase.some(random, 24);
    List<ExpandedKey> keys = new ArrayList<>();
    for (SignedCase one : cases) {
      keys.add(verifier.expand(one.scheme(), one.key(), workspace));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int seed = thread;
        wrong.add(threads.submit(() -> wrongVerdicts(cases, keys, new SplittableRandom(seed))));
      }
      for (Future<Integer> each : wrong) {
        assertEquals(0, each.get());
      }
    }
  }

  private int wrongVerdicts(
      List<SignedCase> cases, List<ExpandedKey> keys, RandomGenerator random) {
    Workspace own = verifier.workspace();
    SignatureBatch batch = new SignatureBatch();
    int wrong = 0;
    for (int round = 0; round < 20; round++) {
      batch.clear();
      List<Boolean> expected = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int which = random.nextInt(cases.size());
        SignedCase one = cases.get(which);
        boolean spoil = random.nextBoolean();
        SignedCase put = spoil ? Corruption.BIT_OF_COMMITMENT_HASH.apply(one, random) : one;
        batch.add(keys.get(which), put.message(), put.signature());
        expected.add(!spoil);
      }
      verifier.verify(batch, own);
      for (int i = 0; i < expected.size(); i++) {
        wrong += batch.holds(i) == expected.get(i) ? 0 : 1;
      }
    }
    return wrong;
  }
}
