package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
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

  /** The 48 bytes that each key signs: for signers on other machines. */
  public byte[] message(TransactionBody body) {
    return Tag.TRANSACTION.message(TransactionBody.id(genesisHash, Bytes.wrap(body.encode())));
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
    byte[] message = message(body);
    List<Bytes> signatures = new ArrayList<>();
    sign("sender", body.signers(), senderKeys, message, signatures);
    Payer payer = body.payer();
    if (payer != null) {
      sign("payer", payer.signers(), payerKeys, message, signatures);
    }
    return Transaction.of(body, new Witness(signatures));
  }

  private static void sign(
      String who,
      List<Integer> signers,
      Map<Integer, PrivateKey> keys,
      byte[] message,
      List<Bytes> signatures) {
    for (int index : signers) {
      PrivateKey key = keys.get(index);
      if (key == null) {
        throw new IllegalArgumentException(
            "expected key " + index + " of the " + who + "'s vault, got keys " + keys.keySet());
      }
      signatures.add(Bytes.wrap(key.sign(message)));
    }
  }
}
