package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Classical keys are co-signers: whatever the weights, they never suffice without another key. */
class ClassicalVaultTest {
  private final LedgerGenerator generator = new LedgerGenerator(new SplittableRandom(3));

  @Property(cases = 400)
  void noSetOfSignersIsClassicalAlone(RandomGenerator random) {
    var drawn = new LedgerGenerator(random);
    List<KeyEntry> entries = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      SignatureScheme scheme = random.nextBoolean() ? SignatureScheme.SECP256K1 : drawn.scheme();
      entries.add(new KeyEntry(drawn.publicKey(scheme), 1 + random.nextInt(4)));
    }
    int sum = entries.stream().mapToInt(KeyEntry::weight).sum();
    int classical =
        entries.stream().filter(ClassicalVaultTest::isClassical).mapToInt(KeyEntry::weight).sum();
    int threshold = 1 + random.nextInt(sum);
    if (classical >= threshold) {
      var refused = assertThrows(Require.Invalid.class, () -> new Vault(entries, threshold));
      assertEquals(Reason.CLASSICAL_VAULT, refused.reason);
      return;
    }
    Vault vault = new Vault(entries, threshold);
    for (int set = 1; set < 1 << entries.size(); set++) {
      List<Integer> signers = new ArrayList<>();
      boolean postQuantum = false;
      for (int i = 0; i < entries.size(); i++) {
        if ((set >> i & 1) != 0) {
          signers.add(i);
          postQuantum |= !isClassical(entries.get(i));
        }
      }
      assertTrue(postQuantum || vault.refuseSigners(signers).isPresent(), signers::toString);
    }
  }

  @Test
  void theEncodingOfSuchAVaultIsRefusedWithItsOwnCode() throws DecodeException {
    PublicKey classical = generator.publicKey(SignatureScheme.SECP256K1);
    PublicKey postQuantum = generator.publicKey(SignatureScheme.ML_DSA_44);
    assertEquals(
        new Vault(List.of(new KeyEntry(postQuantum, 1), new KeyEntry(classical, 1)), 2),
        Vault.decode(encoded(2, classical, postQuantum, 1)));
    assertRefused(encoded(1, classical, postQuantum, 1));
    assertRefused(encoded(3, classical, postQuantum, 3));
  }

  @Test
  void aTransactionWithSuchAVaultIsRefusedWithItsOwnCode() {
    PublicKey classical = generator.publicKey(SignatureScheme.SECP256K1);
    byte[] vault =
        WireWriter.encode(
            0,
            out -> {
              out.message(1, entry -> entry(entry, classical, 1));
              out.uint32(2, 1);
            });
    byte[] update =
        WireWriter.encode(0, out -> out.message(7, kind -> kind.bytes(1, Bytes.of(vault))));
    var refused = assertThrows(DecodeException.class, () -> Operation.decode(update));
    assertEquals(Reason.CLASSICAL_VAULT, refused.reason());
    assertTrue(refused.path().endsWith("vault"), refused.path());
  }

  @Test
  void aSessionKeyIsNeverClassical() {
    PublicKey classical = generator.publicKey(SignatureScheme.SECP256K1);
    var refused =
        assertThrows(Require.Invalid.class, () -> new KeyEntry(classical, 0, generator.grant()));
    assertEquals(Reason.CLASSICAL_VAULT, refused.reason);
  }

  @Test
  void ed25519IsNoSchemeOfAccounts() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new KeyEntry(generator.publicKey(SignatureScheme.ED25519), 1));
  }

  /** The post-quantum key of weight 1, then the classical one. */
  private static byte[] encoded(
      int threshold, PublicKey classical, PublicKey postQuantum, int classicalWeight) {
    return WireWriter.encode(
        0,
        out -> {
          out.message(1, entry -> entry(entry, postQuantum, 1));
          out.message(1, entry -> entry(entry, classical, classicalWeight));
          out.uint32(2, threshold);
        });
  }

  private static void entry(WireWriter out, PublicKey key, int weight) {
    out.uint32(1, key.scheme().id());
    out.bytes(2, Bytes.of(key.raw()));
    out.uint32(3, weight);
  }

  private static void assertRefused(byte[] vault) {
    var refused = assertThrows(DecodeException.class, () -> Vault.decode(vault));
    assertEquals(Reason.CLASSICAL_VAULT, refused.reason());
  }

  private static boolean isClassical(KeyEntry entry) {
    return AccountSchemes.isClassical(entry.key().scheme());
  }
}
