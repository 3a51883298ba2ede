package io.ghostchain.benchmarks.load;

import com.google.protobuf.ByteString;
import io.ghostchain.api.ledger.v1.Transaction;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.protocol.Bytes;

/** Transactions as a node's service takes them. */
public final class Requests {
  private Requests() {}

  /** One that was just signed. */
  public static SubmitRequest of(io.ghostchain.protocol.Transaction transaction) {
    return of(transaction.bodyBytes(), transaction.witnessBytes());
  }

  /** One in its encoded parts. */
  public static SubmitRequest of(Bytes body, Bytes witness) {
    return SubmitRequest.newBuilder()
        .setTransaction(
            Transaction.newBuilder()
                .setBody(ByteString.copyFrom(body.copy()))
                .setWitness(ByteString.copyFrom(witness.copy())))
        .build();
  }
}
