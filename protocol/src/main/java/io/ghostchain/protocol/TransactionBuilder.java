package io.ghostchain.protocol;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TransactionBody} step by step. Not thread-safe.
 *
 * <p>What is not set: lane 0, sequence 0, signer 0, no priority fee, the sender pays.
 */
public final class TransactionBuilder {
  private final int chainId;
  private final AccountId sender;
  private final List<Operation> operations = new ArrayList<>();

  private long vaultVersion;
  private List<Integer> signers = List.of(0);
  private int lane;
  private long sequence;
  private long validUntil;
  private long gasLimit;
  private long maxFeePerGas;
  private long priorityFeePerGas;
  private @Nullable Payer payer;
  private @Nullable VaultReveal reveal;

  /** A transaction of a sender on a chain. */
  public TransactionBuilder(int chainId, AccountId sender) {
    this.chainId = chainId;
    this.sender = sender;
  }

  /** Signed by keys of the vault that the state holds in this version. */
  public TransactionBuilder vaultVersion(long version) {
    this.vaultVersion = version;
    this.reveal = null;
    return this;
  }

  /** Signed by keys of the vault that this reveals, as long as the state does not hold it. */
  public TransactionBuilder reveal(VaultReveal firstVault) {
    this.vaultVersion = 0;
    this.reveal = firstVault;
    return this;
  }

  /** Indices into the vault, ascending. */
  public TransactionBuilder signers(List<Integer> indices) {
    this.signers = List.copyOf(indices);
    return this;
  }

  /** The lane, and the place in it. */
  public TransactionBuilder sequence(int inLane, long number) {
    this.lane = inLane;
    this.sequence = number;
    return this;
  }

  /** Block time in milliseconds after which the transaction is void. */
  public TransactionBuilder validUntil(long blockTime) {
    this.validUntil = blockTime;
    return this;
  }

  /** The most gas it may use. */
  public TransactionBuilder gasLimit(long gas) {
    this.gasLimit = gas;
    return this;
  }

  /** Prices for one gas, in units of 10^-18 of the fee asset. */
  public TransactionBuilder fees(long maxPerGas, long priorityPerGas) {
    this.maxFeePerGas = maxPerGas;
    this.priorityFeePerGas = priorityPerGas;
    return this;
  }

  /** Another account that pays the fee. */
  public TransactionBuilder payer(Payer other) {
    this.payer = other;
    return this;
  }

  /** One more operation. */
  public TransactionBuilder add(Operation operation) {
    operations.add(operation);
    return this;
  }

  /**
   * Sets the gas limit to what the transaction uses whatever the state is, and some more. All else
   * must be set before.
   *
   * @param gas the chain's schedule
   * @param schemes of the signatures, in the order of the witness
   * @param stateDepositGas of the chain's parameters
   * @param more for new records and contracts
   */
  public TransactionBuilder gasLimitFor(
      GasSchedule gas, List<SignatureScheme> schemes, long stateDepositGas, long more) {
    // The limit's own length counts: measure with the longest, which costs some gas at most.
    TransactionBody longest = gasLimit(Long.MAX_VALUE).build();
    long intrinsic = gas.intrinsic(longest, longest.encode().length, schemes, stateDepositGas);
    return gasLimit(Math.addExact(intrinsic, more));
  }

  /**
   * The body.
   *
   * @throws IllegalArgumentException that says what is missing or wrong
   */
  public TransactionBody build() {
    return new TransactionBody(
        TransactionBody.VERSION,
        chainId,
        sender,
        vaultVersion,
        signers,
        lane,
        sequence,
        validUntil,
        gasLimit,
        maxFeePerGas,
        priorityFeePerGas,
        payer,
        reveal,
        operations);
  }
}
