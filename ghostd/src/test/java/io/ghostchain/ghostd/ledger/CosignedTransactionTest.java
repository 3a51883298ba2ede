package io.ghostchain.ghostd.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionSigner;
import io.ghostchain.protocol.TransactionTypedData;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.Witness;
import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Accounts whose vault asks for ML-DSA-44 and for an Ethereum key, with real keys. */
class CosignedTransactionTest {
  private static final ConsensusVerifier VERIFIER = ConsensusVerifier.forAccounts();
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private final PrivateKey main = key(SignatureScheme.ML_DSA_44, 1);
  private final PrivateKey ethereum = key(SignatureScheme.SECP256K1, 2);
  private final Actor alice = actor(main, ethereum);
  private final Actor bob = actor(key(SignatureScheme.ML_DSA_44, 3), null);
  private final TestChain chain = new TestChain(alice, bob);
  private final TransactionSigner signer = new TransactionSigner(chain.chain.genesisHash());
  private final Map<Integer, PrivateKey> keys = Map.of(0, main, 1, ethereum);

  @Test
  void bothSignaturesHoldAndThePaymentHappens() {
    Transaction signed = signer.sign(payment(), keys);
    ValidTransaction valid = accepted(signed);
    assertEquals(48, valid.signatures().get(0).message().length());
    assertEquals(66, valid.signatures().get(1).message().length());
    assertTrue(holds(valid));
    var receipt = chain.execute(signed).receipts().getFirst();
    assertEquals(ReceiptStatus.SUCCESS, receipt.status());
  }

  @Test
  void theEthereumKeyAloneAndTheOtherAloneAreRefused() {
    Draft draft = new Draft(alice, new Transfer(bob.id(), AssetId.FEE, Amount.of(5)));
    for (int alone = 0; alone < 2; alone++) {
      draft.signers = List.of(alone);
      assertEquals(Reason.WRONG_SIGNERS, reason(signer.sign(draft.body(), keys)));
    }
  }

  @Test
  void aSignatureForAnotherChainDoesNotHold() {
    TransactionBody body = payment();
    Transaction here = signer.sign(body, keys);
    Transaction elsewhere = new TransactionSigner(Hash.ZERO).sign(body, keys);
    assertFalse(holds(accepted(with(here, 1, elsewhere.witness().signatures().get(1)))));
    Draft other = new Draft(alice, new Transfer(bob.id(), AssetId.FEE, Amount.of(5)));
    other.chainId = TestChain.CHAIN_ID + 1;
    Bytes otherId = signer.signature(other.body(), ethereum);
    assertFalse(holds(accepted(with(here, 1, otherId))));
    assertEquals(Reason.WRONG_CHAIN, reason(signer.sign(other.body(), keys)));
  }

  @Test
  void aSignatureOfAnotherBodyOrAnotherKeyDoesNotHold() {
    Transaction signed = signer.sign(payment(), keys);
    Draft other = new Draft(alice, new Transfer(bob.id(), AssetId.FEE, Amount.of(6)));
    assertFalse(holds(accepted(with(signed, 1, signer.signature(other.body(), ethereum)))));
    PrivateKey stranger = key(SignatureScheme.SECP256K1, 9);
    assertFalse(holds(accepted(with(signed, 1, signer.signature(payment(), stranger)))));
  }

  @Test
  void swappedSignaturesAreRefusedByTheirLength() {
    Transaction signed = signer.sign(payment(), keys);
    List<Bytes> signatures = signed.witness().signatures();
    Transaction swapped =
        Transaction.of(signed.body(), new Witness(List.of(signatures.get(1), signatures.get(0))));
    assertEquals(Reason.BAD_SIGNATURE, reason(swapped));
  }

  @Test
  void signaturesOutOfRangeOrFormAreRefused() {
    Transaction signed = signer.sign(payment(), keys);
    byte[] good = signed.witness().signatures().get(1).copy();
    byte[] r = Arrays.copyOf(good, 32);
    byte[] s = Arrays.copyOfRange(good, 32, 64);
    byte[] zero = new byte[32];
    byte[] high = HexFormat.of().parseHex(hex64(ORDER.subtract(new BigInteger(1, s))));
    byte[] order = HexFormat.of().parseHex(hex64(ORDER));
    for (byte[][] pair :
        new byte[][][] {{r, high}, {zero, s}, {r, zero}, {order, s}, {s, r}, {zero, zero}}) {
      byte[] bad = ByteBuffer.allocate(64).put(pair[0]).put(pair[1]).array();
      assertFalse(holds(accepted(with(signed, 1, Bytes.of(bad)))));
    }
    assertEquals(Reason.BAD_SIGNATURE, reason(with(signed, 1, Bytes.of(Arrays.copyOf(good, 65)))));
  }

  @Test
  void aSignatureOverTheOtherKeysMessageDoesNotHold() {
    TransactionBody body = payment();
    Transaction signed = signer.sign(body, keys);
    byte[] overTag = ethereum.sign(signer.message(body));
    assertFalse(holds(accepted(with(signed, 1, Bytes.of(overTag)))));
    byte[] overSha =
        ethereum.sign(TransactionTypedData.of(body, chain.chain.genesisHash()).signingMessage());
    assertFalse(holds(accepted(with(signed, 1, Bytes.of(overSha)))));
  }

  @Test
  void aVaultGetsACoSignerAndNeedsItFromTheNextBlockOn() {
    Vault cosigned = actor(key(SignatureScheme.ML_DSA_44, 3), ethereum).vault();
    Draft update = new Draft(bob, new UpdateVault(cosigned));
    PrivateKey own = key(SignatureScheme.ML_DSA_44, 3);
    Transaction signed = signer.sign(update.body(), Map.of(0, own));
    assertTrue(holds(accepted(signed)));
    assertEquals(ReceiptStatus.SUCCESS, chain.execute(signed).receipts().getFirst().status());
    Draft next = new Draft(bob, new Transfer(alice.id(), AssetId.FEE, Amount.of(1))).after(2, 1);
    assertEquals(Reason.WRONG_SIGNERS, reason(signer.sign(next.body(), Map.of(0, own))));
    next.signers = List.of(0, 1);
    Transaction both = signer.sign(next.body(), Map.of(0, own, 1, ethereum));
    assertTrue(holds(accepted(both)));
    assertEquals(ReceiptStatus.SUCCESS, chain.execute(both).receipts().getFirst().status());
  }

  @Test
  void aPayersCoSignerSignsTheSameTypedData() {
    chain.execute(signer.sign(payment(), keys));
    Draft draft = new Draft(bob, new Transfer(alice.id(), AssetId.FEE, Amount.of(1)));
    draft.payer = new Payer(alice.id(), 1, List.of(0, 1));
    Transaction signed =
        signer.sign(draft.body(), Map.of(0, key(SignatureScheme.ML_DSA_44, 3)), keys);
    assertTrue(holds(accepted(signed)));
  }

  @Test
  void theIntrinsicGasCountsTheCoSigner() {
    long both = accepted(signer.sign(payment(), keys)).terms().intrinsicGas();
    Draft alone = new Draft(bob, new Transfer(bob.id(), AssetId.FEE, Amount.of(5)));
    long one =
        accepted(signer.sign(alone.body(), Map.of(0, key(SignatureScheme.ML_DSA_44, 3))))
            .terms()
            .intrinsicGas();
    assertTrue(both - one >= 3_000 + 2 * 66, () -> both + " against " + one);
  }

  private TransactionBody payment() {
    return new Draft(alice, new Transfer(bob.id(), AssetId.FEE, Amount.of(5))).body();
  }

  private static Transaction with(Transaction transaction, int index, Bytes signature) {
    List<Bytes> signatures = new ArrayList<>(transaction.witness().signatures());
    signatures.set(index, signature);
    return Transaction.of(transaction.body(), new Witness(signatures));
  }

  private static boolean holds(ValidTransaction transaction) {
    return transaction.signatures().stream()
        .allMatch(check ->
            VERIFIER.verify(check.key(), check.message().copy(), check.signature().copy()));
  }

  private ValidTransaction accepted(Transaction transaction) {
    return switch (chain.check(transaction)) {
      case Verdict.Accept<ValidTransaction>(ValidTransaction valid) -> valid;
      case Verdict.Reject<ValidTransaction>(var reason, var detail) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }

  private Reason reason(Transaction transaction) {
    return switch (chain.check(transaction)) {
      case Verdict.Accept<ValidTransaction> _ -> throw new AssertionError("it was accepted");
      case Verdict.Reject<ValidTransaction>(var reason, _) -> reason;
    };
  }

  private static Actor actor(PrivateKey main, @Nullable PrivateKey other) {
    Vault vault =
        other == null
            ? Vault.of(main.publicKey())
            : new Vault(
                List.of(new KeyEntry(main.publicKey(), 1), new KeyEntry(other.publicKey(), 1)), 2);
    AccountId id = vault.accountId(Bytes.EMPTY);
    return new Actor(id, vault, Bytes.EMPTY, other == null ? List.of(0) : List.of(0, 1));
  }

  private static PrivateKey key(SignatureScheme scheme, int number) {
    return scheme.fromSeed(ByteBuffer.allocate(scheme.seedBytes()).putInt(number).array());
  }

  private static String hex64(BigInteger number) {
    return String.format("%064x", number);
  }
}
