package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.zcrypto.Hash;

/**
 * A body with its id: all of a transaction that execution needs, and all that is kept of it for
 * ever.
 *
 * @param id on its chain
 * @param bytes length of the encoded body
 */
public record IdentifiedBody(Hash id, TransactionBody body, int bytes) {
  /** The body of a transaction. */
  public static IdentifiedBody of(Transaction transaction, Chain chain) {
    return new IdentifiedBody(
        transaction.id(chain.genesisHash()), transaction.body(), transaction.bodyBytes().length());
  }

  /** An encoded body, as blocks keep it. */
  public static IdentifiedBody decode(Bytes encoded, Chain chain) throws DecodeException {
    return new IdentifiedBody(
        TransactionBody.id(chain.genesisHash(), encoded),
        TransactionBody.decode(encoded),
        encoded.length());
  }

  /** A body that nobody has encoded yet. */
  public static IdentifiedBody of(TransactionBody body, Chain chain) {
    Bytes encoded = Bytes.of(body.encode());
    return new IdentifiedBody(
        TransactionBody.id(chain.genesisHash(), encoded), body, encoded.length());
  }
}
