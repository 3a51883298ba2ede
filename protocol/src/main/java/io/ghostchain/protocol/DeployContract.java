package io.ghostchain.protocol;

/**
 * Creates a contract.
 *
 * @param code what the engine is chosen by; at least one byte
 * @param input for the contract's constructor
 * @param value of the fee asset, given to the contract
 */
public record DeployContract(Bytes code, Bytes input, Amount value) implements Operation {
  /** Checks the components. */
  public DeployContract {
    Require.length("code", code, 1, Limits.MESSAGE_BYTES);
    Require.length("input", input, 0, Limits.MESSAGE_BYTES);
  }

  void write(WireWriter out) {
    out.bytes(1, code);
    out.bytes(2, input);
    out.amount(3, value);
  }

  static DeployContract read(WireReader in) throws DecodeException {
    return new DeployContract(
        in.bytes(1, "code", Limits.MESSAGE_BYTES),
        in.bytes(2, "input", Limits.MESSAGE_BYTES),
        in.amount(3, "value"));
  }
}
