package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.TestKeys;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaticRulesTest {
  private static final int CHAIN = 42;
  private static final long NOW = 1_000_000_000_000L;
  private static final Hash GENESIS = Hash.sha256(new byte[] {1});
  private static final PrivateKey KEY = TestKeys.mlDsa44(1);
  private static final VaultReveal REVEAL =
      new VaultReveal(Vault.of(KEY.publicKey()), Bytes.utf8("salt"));
  private static final AccountId SENDER = REVEAL.accountId();
  private static final Transfer PAYMENT =
      new Transfer(new AccountId(Hash.ZERO), AssetId.FEE, Amount.of(1));

  private final StaticRules rules = new StaticRules(Rules.V1, CHAIN, Parameters.DEFAULTS);

  @Test
  void aTransactionInOrderPasses() {
    assertEquals(Optional.empty(), rules.refuse(signed(valid()), NOW));
    assertEquals(
        Optional.empty(), rules.refuse(signed(valid().vaultVersion(1).validUntil(NOW)), NOW));
  }

  @Test
  void chainAndTimeAreChecked() {
    var other = new TransactionBuilder(43, SENDER).reveal(REVEAL).add(PAYMENT).validUntil(NOW + 1);
    assertRefused(Reason.WRONG_CHAIN, other);
    assertRefused(Reason.EXPIRED, valid().validUntil(NOW - 1));
    assertRefused(Reason.VALID_TOO_LONG, valid().validUntil(NOW + Limits.VALID_MILLIS + 1));
    assertEquals(
        Optional.empty(), rules.refuse(signed(valid().validUntil(NOW + Limits.VALID_MILLIS)), NOW));
  }

  @Test
  void aRevealedVaultIsTheSendersAndItsSignersFit() {
    var foreign = new VaultReveal(REVEAL.vault(), Bytes.EMPTY);
    assertRefused(Reason.VAULT_MISMATCH, valid().reveal(foreign));
    Transaction stranger =
        new TransactionSigner(GENESIS).sign(valid().signers(List.of(1)).build(), Map.of(1, KEY));
    assertEquals(Reason.WRONG_SIGNERS, reason(stranger));
  }

  @Test
  void gasIsWithinWhatItTakesAndWhatABlockHas() {
    long intrinsic = valid().build().gasLimit();
    assertRefused(Reason.GAS_TOO_LOW, valid().gasLimit(intrinsic / 2));
    assertRefused(Reason.GAS_TOO_HIGH, valid().gasLimit(100_000_001));
    assertRefused(Reason.FEE_TOO_LOW, valid().fees(1, 0));
  }

  @Test
  void aSignatureOfNoSchemesLengthIsBad() {
    TransactionBody body = valid().build();
    var witness = new Witness(List.of(Bytes.of(new byte[100])));
    assertEquals(Reason.BAD_SIGNATURE, reason(Transaction.of(body, witness)));
  }

  @Test
  void aTransactionOfMoreThan128KiBIsTooLargeHoweverItComes() {
    var builder = valid().gasLimit(90_000_000);
    for (int i = 0; i < 425; i++) {
      builder.add(new Transfer(SENDER, AssetId.FEE, Amount.of(1), Bytes.of(new byte[256])));
    }
    TransactionBody body = builder.build();
    Bytes bodyBytes = Bytes.of(body.encode());
    var witness = new Witness(List.of(Bytes.of(new byte[2420])));
    Bytes witnessBytes = Bytes.of(witness.encode());
    assertTrue(bodyBytes.length() < Limits.MESSAGE_BYTES);
    assertTrue(bodyBytes.length() + witnessBytes.length() > Limits.MESSAGE_BYTES);
    assertThrows(IllegalArgumentException.class, () -> Transaction.of(body, witness));
    byte[] encoded =
        WireWriter.encode(
            0,
            out -> {
              out.bytes(1, bodyBytes);
              out.bytes(2, witnessBytes);
            });
    assertEquals(
        Reason.TOO_LARGE,
        assertThrows(DecodeException.class, () -> Transaction.of(bodyBytes, witnessBytes))
            .reason());
    assertEquals(
        Reason.TOO_LARGE,
        assertThrows(DecodeException.class, () -> Transaction.decode(encoded)).reason());
  }

  @Test
  void intrinsicGasCountsWhatTheTransactionIsMadeOf() {
    GasSchedule gas = GasSchedule.V1;
    TransactionBody body = valid().vaultVersion(1).build();
    List<SignatureScheme> one = List.of(SignatureScheme.ML_DSA_44);
    long plain = gas.intrinsic(body, 200, one, 0);
    assertEquals(4_000 + 16 * 200 + 2 * (2420 + 3) + 2_000 + 2_000, plain);
    assertEquals(plain + 16, gas.intrinsic(body, 201, one, 0));
    assertEquals(plain, gas.intrinsic(body, 200, one, 20_000));
    TransactionBody revealing = valid().build();
    assertEquals(plain + 20_000, gas.intrinsic(revealing, 200, one, 20_000));
    Transaction transaction = signed(valid());
    assertEquals(transaction.witnessBytes().length(), GasSchedule.witnessBytes(one));
  }

  @Test
  void aCoSignersSignatureCostsItsSchemesGas() {
    GasSchedule gas = GasSchedule.V1;
    TransactionBody body = valid().vaultVersion(1).build();
    long alone = gas.intrinsic(body, 200, List.of(SignatureScheme.ML_DSA_44), 0);
    long both =
        gas.intrinsic(body, 200, List.of(SignatureScheme.ML_DSA_44, SignatureScheme.SECP256K1), 0);
    assertEquals(3_000 + 2 * (64 + 2), both - alone);
    assertEquals(Optional.of(SignatureScheme.SECP256K1), AccountSchemes.ofSignatureLength(64));
  }

  @Test
  void signaturesAreOverTheIdAndVerify() {
    Transaction transaction = signed(valid());
    byte[] message = Tag.TRANSACTION.message(transaction.id(GENESIS));
    byte[] signature = transaction.witness().signatures().getFirst().copy();
    assertTrue(KEY.publicKey().verify(message, signature));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TransactionSigner(GENESIS).sign(valid().build(), Map.of()));
  }

  @Test
  void aPayerSignsAfterTheSender() {
    PrivateKey payerKey = TestKeys.mlDsa44(2);
    var payer = new Payer(new AccountId(Hash.ZERO), 1, List.of(0));
    Transaction transaction =
        new TransactionSigner(GENESIS)
            .sign(valid().payer(payer).build(), Map.of(0, KEY), Map.of(0, payerKey));
    byte[] message = Tag.TRANSACTION.message(transaction.id(GENESIS));
    List<Bytes> signatures = transaction.witness().signatures();
    assertEquals(2, signatures.size());
    assertTrue(KEY.publicKey().verify(message, signatures.get(0).copy()));
    assertTrue(payerKey.publicKey().verify(message, signatures.get(1).copy()));
  }

  private static TransactionBuilder valid() {
    return new TransactionBuilder(CHAIN, SENDER)
        .reveal(REVEAL)
        .validUntil(NOW + 60_000)
        .fees(2_000_000_000, 0)
        .add(PAYMENT)
        .gasLimitFor(GasSchedule.V1, List.of(SignatureScheme.ML_DSA_44), 20_000, 0);
  }

  private static Transaction signed(TransactionBuilder builder) {
    return new TransactionSigner(GENESIS).sign(builder.build(), Map.of(0, KEY));
  }

  private void assertRefused(Reason reason, TransactionBuilder builder) {
    assertEquals(reason, reason(signed(builder)));
  }

  private Reason reason(Transaction transaction) {
    return rules.refuse(transaction, NOW).orElseThrow().reason();
  }
}
