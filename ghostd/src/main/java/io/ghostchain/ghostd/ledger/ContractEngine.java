package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.DeployContract;

/**
 * Runs one kind of contract. Deterministic, and metered through the context's gas.
 *
 * <p>An engine moves money with {@link OperationContext#debit} and {@link OperationContext#credit}
 * and keeps a contract's own state under {@code StateKey.storage}.
 */
public interface ContractEngine {
  /** Whether code is of this engine's kind, by the magic it begins with. */
  boolean runs(Bytes code);

  /** Whether an account is a contract of this engine. */
  boolean owns(LedgerView ledger, AccountId contract);

  /** Creates a contract; the value was taken from the sender and is the engine's to give. */
  void deploy(DeployContract deploy, int index, OperationContext context) throws OperationFailed;

  /** Calls a contract of this engine, which was given the value. */
  void call(CallContract call, OperationContext context) throws OperationFailed;
}
