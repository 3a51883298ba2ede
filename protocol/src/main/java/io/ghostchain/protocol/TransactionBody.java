package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction does and under which terms: everything that is signed.
 *
 * @param version of this layout: {@value #VERSION}
 * @param chainId below 2^31; also the EVM chain id
 * @param sender whose transaction it is
 * @param vaultVersion of the sender's vault that the signatures are checked against; 0 exactly if
 *     the vault is {@linkplain #reveal revealed} here
 * @param signers indices into the vault, ascending and distinct; their weights reach the threshold
 *     and none could be left out
 * @param lane lane 0 always exists, another is opened by its first use
 * @param sequence strictly consecutive in a lane, from 0
 * @param validUntil block time in milliseconds after which the transaction is void
 * @param gasLimit the most gas it may use
 * @param maxFeePerGas in units of 10^-18 of the fee asset
 * @param priorityFeePerGas of it, for the proposer
 * @param payer who pays the fee; null for the sender
 * @param reveal the sender's first vault, while the parent state does not hold one; else null
 * @param operations 1 to {@value Limits#OPERATIONS}
 */
public record TransactionBody(
    int version,
    int chainId,
    AccountId sender,
    long vaultVersion,
    List<Integer> signers,
    int lane,
    long sequence,
    long validUntil,
    long gasLimit,
    long maxFeePerGas,
    long priorityFeePerGas,
    @Nullable Payer payer,
    @Nullable VaultReveal reveal,
    List<Operation> operations) {
  /** The only version of this layout. */
  public static final int VERSION = 1;

  /** Checks the components. */
  public TransactionBody {
    signers = List.copyOf(signers);
    operations = List.copyOf(operations);
    Require.range("version", version, VERSION, VERSION);
    Require.range("chain_id", chainId, 1, Integer.MAX_VALUE);
    Require.natural("vault_version", vaultVersion);
    Signers.check(signers);
    Require.natural("lane", lane);
    Require.natural("sequence", sequence);
    Require.natural("valid_until", validUntil);
    Require.natural("gas_limit", gasLimit);
    Require.natural("max_fee_per_gas", maxFeePerGas);
    Require.range("priority_fee_per_gas", priorityFeePerGas, 0, maxFeePerGas);
    Require.that(
        payer == null || !payer.account().equals(sender),
        "a payer other than the sender",
        "the sender");
    Require.that(
        (vaultVersion == 0) == (reveal != null),
        "a reveal with vault version 0 and with no other",
        "version " + vaultVersion + (reveal == null ? " without" : " with") + " a reveal");
    Require.size("operations", operations, 1, Limits.OPERATIONS);
  }

  /** Decodes a body. */
  public static TransactionBody decode(byte[] encoded) throws DecodeException {
    return decode(Bytes.of(encoded));
  }

  /** Decodes a body, of which the values may be views. */
  public static TransactionBody decode(Bytes encoded) throws DecodeException {
    return WireReader.decode(encoded, Limits.MESSAGE_BYTES, "body", TransactionBody::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(256, this::write);
  }

  /** The id of the transaction with this encoded body, on the chain of a genesis. */
  public static Hash id(Hash genesisHash, Bytes encodedBody) {
    return Tag.TRANSACTION.hash(genesisHash.bytes(), encodedBody.copy());
  }

  /** The most that the fee can be, in units of the fee asset: gas limit times price. */
  public Amount maxFee() {
    return Amount.of(gasLimit).times(maxFeePerGas);
  }

  /** The account that pays the fee. */
  public AccountId feePayer() {
    return payer == null ? sender : payer.account();
  }

  /** Whether this is the first use of a lane other than 0. */
  public boolean opensLane() {
    return lane > 0 && sequence == 0;
  }

  /** How many signatures the witness has: the sender's, then the payer's. */
  public int signatureCount() {
    return signers.size() + (payer == null ? 0 : payer.signers().size());
  }

  private void write(WireWriter out) {
    out.uint32(1, version);
    out.uint32(2, chainId);
    out.account(3, sender);
    out.uint64(4, vaultVersion);
    out.packed(5, signers);
    out.uint32(6, lane);
    out.uint64(7, sequence);
    out.uint64(8, validUntil);
    out.uint64(9, gasLimit);
    out.uint64(10, maxFeePerGas);
    out.uint64(11, priorityFeePerGas);
    if (payer != null) {
      out.message(12, payer::write);
    }
    if (reveal != null) {
      out.message(13, reveal::write);
    }
    for (Operation operation : operations) {
      out.message(14, to -> OperationCodec.write(operation, to));
    }
  }

  private static TransactionBody read(WireReader in) throws DecodeException {
    int version = in.uint32(1, "version");
    if (version != VERSION) {
      throw in.fail(
          Reason.UNSUPPORTED_VERSION, "version", "version " + VERSION, Integer.toString(version));
    }
    return new TransactionBody(
        version,
        in.uint32(2, "chain_id"),
        in.account(3, "sender"),
        in.uint64(4, "vault_version"),
        in.packed(5, "signers", Limits.VAULT_ENTRIES),
        in.uint32(6, "lane"),
        in.uint64(7, "sequence"),
        in.uint64(8, "valid_until"),
        in.uint64(9, "gas_limit"),
        in.uint64(10, "max_fee_per_gas"),
        in.uint64(11, "priority_fee_per_gas"),
        in.optionalMessage(12, "payer", Payer::read),
        in.optionalMessage(13, "reveal", VaultReveal::read),
        in.repeated(14, "operations", Limits.OPERATIONS, OperationCodec::read));
  }
}
