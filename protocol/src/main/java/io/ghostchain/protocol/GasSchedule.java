package io.ghostchain.protocol;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;

/**
 * What things cost in gas. One unit is the EVM's.
 *
 * @param base of every transaction
 * @param bodyByte of the encoded body, which is kept for ever
 * @param witnessByte of the encoded witness, which is pruned
 * @param mlDsa44 of verifying a signature, as the next
 * @param mlDsa65 of verifying a signature
 * @param mlDsa87 of verifying a signature
 * @param slhDsa128s of verifying a signature
 * @param secp256k1 of verifying a signature: what the EVM's ECRECOVER costs
 * @param transfer of an operation, without the deposits for new records, as the next
 * @param issueAsset of an operation
 * @param mintAsset of an operation
 * @param burnAsset of an operation
 * @param setFrozen of an operation
 * @param setIssuer of an operation
 * @param updateVault of an operation
 * @param deployContract of an operation, before what the engine charges
 * @param callContract of an operation, before what the engine charges
 */
public record GasSchedule(
    long base,
    long bodyByte,
    long witnessByte,
    long mlDsa44,
    long mlDsa65,
    long mlDsa87,
    long slhDsa128s,
    long secp256k1,
    long transfer,
    long issueAsset,
    long mintAsset,
    long burnAsset,
    long setFrozen,
    long setIssuer,
    long updateVault,
    long deployContract,
    long callContract) {
  /** Of rules version 1: a plain transfer signed with ML-DSA-44 costs about 16,000. */
  public static final GasSchedule V1 =
      new GasSchedule(
          4_000, 16, 2, 2_000, 3_000, 5_000, 20_000, 3_000, 2_000, 4_000, 2_000, 2_000, 2_000,
          2_000, 4_000, 32_000, 4_000);

  /**
   * Of verifying one signature.
   *
   * @throws IllegalArgumentException if accounts may not have the scheme
   */
  public long signature(SignatureScheme scheme) {
    return switch (scheme) {
      case ML_DSA_44 -> mlDsa44;
      case ML_DSA_65 -> mlDsa65;
      case ML_DSA_87 -> mlDsa87;
      case SLH_DSA_SHA2_128S -> slhDsa128s;
      case SECP256K1 -> secp256k1;
      default -> throw new Require.Invalid("a signature scheme of accounts", scheme.toString());
    };
  }

  /** Of an operation, without deposits and without what a contract engine charges. */
  public long operation(OperationKind kind) {
    return switch (kind) {
      case TRANSFER -> transfer;
      case ISSUE_ASSET -> issueAsset;
      case MINT_ASSET -> mintAsset;
      case BURN_ASSET -> burnAsset;
      case SET_FROZEN -> setFrozen;
      case SET_ISSUER -> setIssuer;
      case UPDATE_VAULT -> updateVault;
      case DEPLOY_CONTRACT -> deployContract;
      case CALL_CONTRACT -> callContract;
    };
  }

  /**
   * The gas that a transaction uses whatever the state is: base, bytes, signatures, operations, and
   * deposits for the records that it surely creates (a revealed vault, an opened lane, an issued
   * asset).
   *
   * @param body what is done
   * @param bodyBytes length of its encoding
   * @param schemes of the signatures, in the order of the witness
   * @param stateDepositGas of the chain's parameters
   */
  public long intrinsic(
      TransactionBody body, int bodyBytes, List<SignatureScheme> schemes, long stateDepositGas) {
    long gas = base + bodyByte * bodyBytes + witnessByte * witnessBytes(schemes);
    for (SignatureScheme scheme : schemes) {
      gas += signature(scheme);
    }
    long records = body.reveal() == null ? 0 : 1;
    records += body.opensLane() ? 1 : 0;
    for (Operation operation : body.operations()) {
      gas += operation(operation.kind());
      records += operation instanceof IssueAsset ? 1 : 0;
    }
    return Math.addExact(gas, Math.multiplyExact(records, stateDepositGas));
  }

  /** The length of a witness with signatures of these schemes. */
  public static int witnessBytes(List<SignatureScheme> schemes) {
    int bytes = 0;
    for (SignatureScheme scheme : schemes) {
      int length = scheme.signatureBytes();
      bytes += 1 + (length < 128 ? 1 : 2) + length;
    }
    return bytes;
  }
}
