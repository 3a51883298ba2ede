package io.ghostchain.protocol;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be said of a transaction without the state and without checking a signature: chain,
 * time, the revealed vault, the forms of the signatures, gas.
 *
 * @param rules of the block that would hold it
 * @param chainId of the chain
 * @param parameters of the chain
 */
public record StaticRules(Rules rules, int chainId, Parameters parameters) {
  /**
   * Why a transaction is refused, empty if nothing static speaks against it.
   *
   * @param blockTime of the block that would hold it, in milliseconds
   */
  public Optional<Refusal> refuse(Transaction transaction, long blockTime) {
    TransactionBody body = transaction.body();
    if (body.chainId() != chainId) {
      return refuse(Reason.WRONG_CHAIN, "chain id " + chainId, body.chainId());
    }
    if (body.validUntil() < blockTime) {
      return refuse(Reason.EXPIRED, "a time of at least " + blockTime, body.validUntil());
    }
    if (body.validUntil() - blockTime > Limits.VALID_MILLIS) {
      return refuse(
          Reason.VALID_TOO_LONG,
          "a time of at most " + (blockTime + Limits.VALID_MILLIS),
          body.validUntil());
    }
    if (body.reveal() != null) {
      Optional<Refusal> refusal = refuseReveal(body, body.reveal());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return refuseGas(transaction);
  }

  private Optional<Refusal> refuseReveal(TransactionBody body, VaultReveal reveal) {
    AccountId revealed = reveal.accountId();
    return revealed.equals(body.sender())
        ? reveal.vault().refuseSigners(body.signers())
        : refuse(Reason.VAULT_MISMATCH, "a vault of " + body.sender(), revealed);
  }

  private Optional<Refusal> refuseGas(Transaction transaction) {
    TransactionBody body = transaction.body();
    List<SignatureScheme> schemes = new ArrayList<>();
    for (Bytes signature : transaction.witness().signatures()) {
      Optional<SignatureScheme> scheme = AccountSchemes.ofSignatureLength(signature.length());
      if (scheme.isEmpty()) {
        return refuse(
            Reason.BAD_SIGNATURE, "a signature of a known length", signature.length() + " bytes");
      }
      schemes.add(scheme.get());
    }
    long intrinsic =
        rules
            .gas()
            .intrinsic(
                body, transaction.bodyBytes().length(), schemes, parameters.stateDepositGas());
    if (body.gasLimit() < intrinsic) {
      return refuse(Reason.GAS_TOO_LOW, "at least " + intrinsic + " gas", body.gasLimit());
    }
    if (body.gasLimit() > parameters.blockGasLimit()) {
      return refuse(
          Reason.GAS_TOO_HIGH, "at most " + parameters.blockGasLimit() + " gas", body.gasLimit());
    }
    return body.maxFeePerGas() < parameters.minBaseFee()
        ? refuse(Reason.FEE_TOO_LOW, "at least " + parameters.minBaseFee(), body.maxFeePerGas())
        : Optional.empty();
  }

  private static Optional<Refusal> refuse(Reason reason, String expected, Object got) {
    return Optional.of(new Refusal(reason, expected, got.toString()));
  }
}
