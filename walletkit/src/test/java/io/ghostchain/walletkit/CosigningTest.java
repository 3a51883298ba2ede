package io.ghostchain.walletkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Tag;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionBuilder;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.TypedData;
import io.ghostchain.protocol.Vault;
import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Secp256k1;
import io.ghostchain.zcrypto.SignatureScheme;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An account whose vault asks for the wallet's key and for an Ethereum wallet's. */
class CosigningTest {
  private static final Hash GENESIS = Hash.sha256("a chain".getBytes(StandardCharsets.US_ASCII));
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private final PrivateKey own = key(SignatureScheme.ML_DSA_65, 1);
  private final PrivateKey ethereum = key(SignatureScheme.SECP256K1, 2);
  private final Vault vault = Cosigners.vault(own.publicKey(), ethereum.publicKey());
  private final TransactionBody body =
      new TransactionBuilder(7, vault.accountId(Bytes.EMPTY))
          .vaultVersion(3)
          .signers(Cosigners.signers(vault))
          .sequence(0, 1L << 60)
          .validUntil(1_700_000_000_000L)
          .add(new Transfer(new AccountId(Hash.ZERO), AssetId.FEE, Amount.parse("1.5", 18)))
          .build();
  private final PartlySigned unsigned = PartlySigned.of(body, GENESIS, vault);

  @Test
  void bothSignaturesComeTogetherInEitherOrder() {
    EthereumSignature answer = EthereumSignature.parse(answer(ethereum, unsigned.typedData()));
    Transaction signed = unsigned.sign(own).add(answer).transaction();
    assertEquals(List.of(own.publicKey()), unsigned.add(answer).missing());
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    for (Transaction each : List.of(signed, unsigned.add(answer).sign(own).transaction())) {
      List<Bytes> signatures = each.witness().signatures();
      assertTrue(
          verifier.verify(
              own.publicKey(),
              Tag.TRANSACTION.message(each.id(GENESIS)),
              signatures.get(0).copy()));
      assertTrue(
          verifier.verify(
              ethereum.publicKey(),
              unsigned.typedData().signingMessage(),
              signatures.get(1).copy()));
    }
  }

  @Test
  void oneSignatureIsNoTransaction() {
    PartlySigned half = unsigned.sign(own);
    assertEquals(List.of(ethereum.publicKey()), half.missing());
    assertThrows(IllegalStateException.class, half::transaction);
  }

  @Test
  void strangersAndSignaturesOfOtherDataAreRefused() {
    PrivateKey stranger = key(SignatureScheme.SECP256K1, 9);
    assertRefused(answer(stranger, unsigned.typedData()));
    PartlySigned elsewhere = PartlySigned.of(body, Hash.ZERO, vault);
    assertRefused(answer(ethereum, elsewhere.typedData()));
    assertThrows(
        IllegalArgumentException.class, () -> unsigned.sign(key(SignatureScheme.ML_DSA_65, 4)));
  }

  @Test
  void theHigherSIsRefused() {
    byte[] signature = Bytes.parseHex(answer(ethereum, unsigned.typedData()).substring(2)).copy();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    byte[] high = Bytes.parseHex(String.format("%064x", ORDER.subtract(s))).copy();
    System.arraycopy(high, 0, signature, 32, 32);
    assertRefused(Bytes.of(signature).hex());
  }

  @Test
  void signaturesAreReadWithAndWithoutV() {
    String full = answer(ethereum, unsigned.typedData());
    EthereumSignature read = EthereumSignature.parse(full);
    assertEquals(read.signature(), EthereumSignature.parse(full.substring(2, 130)).signature());
    assertTrue(read.parity().isPresent());
    assertTrue(EthereumSignature.parse(full.substring(2, 130)).parity().isEmpty());
    for (String bad : List.of("", "0x", "0x12", full + "00", full.substring(0, 130) + "05", "zz")) {
      assertThrows(IllegalArgumentException.class, () -> EthereumSignature.parse(bad), bad);
    }
  }

  @Test
  void aKeyThatIsNotOnTheCurveBecomesNoCoSigner() {
    byte[] raw = new byte[33];
    raw[0] = 2;
    raw[32] = 5;
    PublicKey none = SignatureScheme.SECP256K1.publicKey(raw);
    assertThrows(IllegalArgumentException.class, () -> Cosigners.vault(own.publicKey(), none));
    assertThrows(
        IllegalArgumentException.class,
        () -> Cosigners.vault(own.publicKey(), key(SignatureScheme.ML_DSA_44, 1).publicKey()));
  }

  @Test
  void theWalletsKeySignsAloneWhereItSuffices() {
    assertEquals(List.of(0), Cosigners.signers(Vault.of(own.publicKey())));
    assertEquals(List.of(0, 1), Cosigners.signers(vault));
    List<KeyEntry> entries = new ArrayList<>(vault.entries());
    entries.add(new KeyEntry(key(SignatureScheme.ML_DSA_44, 8).publicKey(), 1));
    Vault twoOfThree = new Vault(entries, 2);
    assertThrows(IllegalArgumentException.class, () -> Cosigners.signers(twoOfThree));
  }

  @Test
  void theJsonIsWhatWalletsAreAskedToSign() {
    Json json = Json.parse("typed data", TypedDataJson.of(unsigned.typedData()));
    assertEquals(List.of("types", "primaryType", "domain", "message"), json.names());
    assertEquals(List.of("EIP712Domain", "Transaction"), json.get("types").names());
    assertEquals("string[]", json.get("types").get("Transaction").get(1).text("type"));
    assertEquals(7, json.get("domain").integer("chainId"));
    assertEquals("0x" + GENESIS, json.get("domain").text("salt"));
    Json message = json.get("message");
    assertEquals(body.sender().toString(), message.text("from"));
    assertTrue(
        message.get("operations").get(0).text().startsWith("Transfer 1.5 of the fee asset to "));
    assertEquals("1152921504606846976", message.text("sequence"));
  }

  @Test
  void aClassicalKeySignsNoMessages() {
    AccountId account = body.sender();
    byte[] message = {1};
    assertThrows(IllegalArgumentException.class, () -> Signing.message(account, message, ethereum));
    assertFalse(Signing.verifyMessage(account, message, ethereum.publicKey(), new byte[64]));
  }

  private void assertRefused(String answer) {
    EthereumSignature read = EthereumSignature.parse(answer);
    assertThrows(IllegalArgumentException.class, () -> unsigned.add(read));
  }

  /** As eth_signTypedData_v4 answers. */
  private static String answer(PrivateKey key, TypedData data) {
    Secp256k1.Recoverable made = Secp256k1.sign(key, data.digest().bytes());
    return "0x" + Bytes.of(made.signature()).hex() + (made.parity() == 0 ? "1b" : "1c");
  }

  private static PrivateKey key(SignatureScheme scheme, int number) {
    return scheme.fromSeed(ByteBuffer.allocate(scheme.seedBytes()).putInt(number).array());
  }
}
