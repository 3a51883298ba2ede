package io.ghostchain.protocol;

/**
 * Calls a contract.
 *
 * @param contract the contract's account
 * @param input for the contract
 * @param value of the fee asset, given to the contract
 */
public record CallContract(AccountId contract, Bytes input, Amount value) implements Operation {
  /** Checks the components. */
  public CallContract {
    Require.length("input", input, 0, Limits.MESSAGE_BYTES);
  }

  void write(WireWriter out) {
    out.account(1, contract);
    out.bytes(2, input);
    out.amount(3, value);
  }

  static CallContract read(WireReader in) throws DecodeException {
    return new CallContract(
        in.account(1, "contract"),
        in.bytes(2, "input", Limits.MESSAGE_BYTES),
        in.amount(3, "value"));
  }
}
