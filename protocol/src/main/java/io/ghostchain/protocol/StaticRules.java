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
    Optional<Refusal> terms = refuseTerms(body, blockTime);
    if (terms.isPresent()) {
      return terms;
    }
    if (body.reveal() != null) {
      Optional<Refusal> refusal = refuseReveal(body, body.reveal());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return refuseGas(transaction);
  }

  /**
   * Why the terms of a body are refused whoever signs it, empty if they are not: its chain, its
   * time, its gas limit against the block's.
   *
   * @param blockTime of the block that would hold it, in milliseconds
   */
  public Optional<Refusal> refuseTerms(TransactionBody body, long blockTime) {
    if (body.chainId() != chainId) {
      return refuse(Reason.WRONG_CHAIN, "chain id " + chainId, body.chainId());
    }
    if (body.validUntil() < blockTime) {
      return refuse(Reason.EXPIRED, "valid_until of at least " + blockTime, body.validUntil());
    }
    if (body.validUntil() - blockTime > Limits.VALID_MILLIS) {
      return refuse(
          Reason.VALID_TOO_LONG,
          "valid_until of at most " + (blockTime + Limits.VALID_MILLIS),
          body.validUntil());
    }
    return body.gasLimit() > parameters.blockGasLimit()
        ? refuse(
            Reason.GAS_TOO_HIGH,
            "a gas limit of at most the block's " + parameters.blockGasLimit(),
            body.gasLimit())
        : Optional.empty();
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
      return refuse(Reason.GAS_TOO_LOW, "a gas limit of at least " + intrinsic, body.gasLimit());
    }
    return body.maxFeePerGas() < parameters.minBaseFee()
        ? refuse(Reason.FEE_TOO_LOW, "at least " + parameters.minBaseFee(), body.maxFeePerGas())
        : Optional.empty();
  }

  private static Optional<Refusal> refuse(Reason reason, String expected, Object got) {
    return Optional.of(new Refusal(reason, expected, String.valueOf(got)));
  }
}
