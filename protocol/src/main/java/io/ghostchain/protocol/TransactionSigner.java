package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.Secp256k1;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Signs transactions of one chain, whose genesis hash every signature binds.
 *
 * <p>Keys stay the caller's, who closes them.
 */
public final class TransactionSigner {
  private final Hash genesisHash;

  /** A signer for the chain of a genesis. */
  public TransactionSigner(Hash genesisHash) {
    this.genesisHash = genesisHash;
  }

  /** The 48 bytes that each post-quantum key signs: for signers on other machines. */
  public byte[] message(TransactionBody body) {
    return Tag.TRANSACTION.message(TransactionBody.id(genesisHash, Bytes.wrap(body.encode())));
  }

  /** What a key of this scheme signs; {@code ConsensusVerifier} takes it as the message. */
  public byte[] message(TransactionBody body, SignatureScheme scheme) {
    return AccountSchemes.isClassical(scheme)
        ? TransactionTypedData.of(body, genesisHash).signingMessage()
        : message(body);
  }

  /** The signature of one key, whoever holds it. */
  public Bytes signature(TransactionBody body, PrivateKey key) {
    return Bytes.wrap(
        key.scheme() == SignatureScheme.SECP256K1
            ? Secp256k1.sign(key, TransactionTypedData.of(body, genesisHash).digest().bytes())
                .signature()
            : key.sign(message(body)));
  }

  /**
   * Signs for a sender that pays its fee itself.
   *
   * @param keys by their index in the sender's vault
   * @throws IllegalArgumentException if a key that the body lists is missing
   */
  public Transaction sign(TransactionBody body, Map<Integer, PrivateKey> keys) {
    return sign(body, keys, Map.of());
  }

  /**
   * Signs for the sender and the payer.
   *
   * @param senderKeys by their index in the sender's vault
   * @param payerKeys by their index in the payer's vault
   * @throws IllegalArgumentException if a key that the body lists is missing
   */
  public Transaction sign(
      TransactionBody body,
      Map<Integer, PrivateKey> senderKeys,
      Map<Integer, PrivateKey> payerKeys) {
    List<Bytes> signatures = new ArrayList<>();
    sign("sender", body.signers(), senderKeys, body, signatures);
    Payer payer = body.payer();
    if (payer != null) {
      sign("payer", payer.signers(), payerKeys, body, signatures);
    }
    return Transaction.of(body, new Witness(signatures));
  }

  private void sign(
      String who,
      List<Integer> signers,
      Map<Integer, PrivateKey> keys,
      TransactionBody body,
      List<Bytes> signatures) {
    for (int index : signers) {
      PrivateKey key = keys.get(index);
      if (key == null) {
        throw new IllegalArgumentException(
            "expected key " + index + " of the " + who + "'s vault, got keys " + keys.keySet());
      }
      signatures.add(signature(body, key));
    }
  }
}
