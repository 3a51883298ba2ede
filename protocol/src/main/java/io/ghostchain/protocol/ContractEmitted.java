package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.List;

/**
 * A contract wrote to its log.
 *
 * @param contract which
 * @param topics at most {@value Limits#TOPICS}
 * @param data whatever the contract says
 */
public record ContractEmitted(AccountId contract, List<Hash> topics, Bytes data) implements Event {
  /** Checks the components. */
  public ContractEmitted {
    topics = List.copyOf(topics);
    Require.size("topics", topics, 0, Limits.TOPICS);
    Require.length("data", data, 0, Limits.MESSAGE_BYTES);
  }

  void write(WireWriter out) {
    out.account(1, contract);
    out.repeatedHash(2, topics);
    out.bytes(3, data);
  }

  static ContractEmitted read(WireReader in) throws DecodeException {
    return new ContractEmitted(
        in.account(1, "contract"),
        in.repeatedHash(2, "topics", Limits.TOPICS),
        in.bytes(3, "data", Limits.MESSAGE_BYTES));
  }
}
