package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.zcrypto.Hash;
import java.util.List;

/**
 * A transaction with a valid body, whose signatures are of the right number and length.
 *
 * @param terms its body as of the state it was checked against
 * @param signatures still to be verified, in the order of the witness
 */
public record ValidTransaction(
    Transaction transaction, ValidBody terms, List<SignatureCheck> signatures) {
  /** Copies the list. */
  public ValidTransaction {
    signatures = List.copyOf(signatures);
  }

  /** What is signed. */
  public TransactionBody body() {
    return transaction.body();
  }

  /** The transaction's id. */
  public Hash id() {
    return terms.id();
  }

  /** Bytes of body and witness. */
  public int bytes() {
    return transaction.bodyBytes().length() + transaction.witnessBytes().length();
  }
}
