package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Limits;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Refusal;
import io.ghostchain.protocol.StaticRules;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a transaction against the state of a block's parent (LEDGER.md, "Block validity"):
 * all but its signatures, which are handed on to be verified elsewhere, and what depends on its
 * neighbours in the block.
 *
 * <p>Cheap rules come first: a refusal costs us less than it cost the sender. Safe for any thread.
 */
public final class Validity {
  private final Chain chain;
  private final ContractEngines engines;

  /** The rules of a chain with these engines for contracts. */
  public Validity(Chain chain, ContractEngines engines) {
    this.chain = chain;
    this.engines = engines;
  }

  /** The chain. */
  public Chain chain() {
    return chain;
  }

  /**
   * Checks a transaction for a block on top of {@code parent}.
   *
   * <p>A sequence ahead of the lane's is accepted here: {@link ValidBody#laneNext} says by how
   * much.
   */
  public Verdict<ValidTransaction> check(
      LedgerView parent, BlockTerms block, Transaction transaction) {
    try {
      ValidBody terms = terms(parent, block, IdentifiedBody.of(transaction, chain));
      return new Verdict.Accept<>(
          new ValidTransaction(transaction, terms, signatures(terms, transaction)));
    } catch (Refused refusal) {
      return refusal.verdict();
    }
  }

  /** Checks a body whose signatures are yet to be made, or were verified long ago. */
  public Verdict<ValidBody> check(LedgerView parent, BlockTerms block, IdentifiedBody body) {
    try {
      return new Verdict.Accept<>(terms(parent, block, body));
    } catch (Refused refusal) {
      return refusal.verdict();
    }
  }

  /**
   * Checks again, on a newer parent, what was found valid on an older one: all that blocks can have
   * changed in between. A vault does not change without its version, so while the version holds its
   * keys do, and so do the rules about the body alone.
   */
  public Verdict<ValidTransaction> recheck(
      LedgerView parent, BlockTerms block, ValidTransaction earlier) {
    TransactionBody body = earlier.body();
    ValidBody before = earlier.terms();
    try {
      Parameters parameters = parent.parameters();
      checkTerms(body, block, parameters);
      AccountRecord sender = record(parent, body.sender(), "sender");
      requireVersion(body.vaultVersion(), sender, "sender");
      AccountRecord payer = sender;
      if (body.payer() != null) {
        payer = record(parent, body.payer().account(), "payer");
        requireVersion(body.payer().vaultVersion(), payer, "payer");
      }
      ValidBody terms =
          affordable(
              parent,
              parameters,
              block,
              before.identified(),
              before.keys(),
              sender,
              payer,
              before.session());
      return new Verdict.Accept<>(
          new ValidTransaction(earlier.transaction(), terms, earlier.signatures()));
    } catch (Refused refusal) {
      return refusal.verdict();
    }
  }

  private ValidBody terms(LedgerView parent, BlockTerms block, IdentifiedBody identified)
      throws Refused {
    TransactionBody body = identified.body();
    Parameters parameters = parent.parameters();
    checkTerms(body, block, parameters);
    checkOperations(body);

    AccountRecord sender = record(parent, body.sender(), "sender");
    Vault vault = senderVault(parent, body, sender);
    requireSigners(vault, body.signers(), "sender");
    List<PublicKey> keys = new ArrayList<>(body.signatureCount());
    addKeys(keys, vault, body.signers());
    AccountRecord payer = payer(parent, body, sender, keys);
    return affordable(
        parent, parameters, block, identified, keys, sender, payer, session(body, vault));
  }

  /** What depends on the sequence, the balance and what a session key has spent. */
  private static ValidBody affordable(
      LedgerView parent,
      Parameters parameters,
      BlockTerms block,
      IdentifiedBody identified,
      List<PublicKey> keys,
      AccountRecord sender,
      AccountRecord payer,
      @Nullable SessionUse session)
      throws Refused {
    TransactionBody body = identified.body();
    long laneNext = laneNext(parent, body, sender);
    long intrinsic =
        block
            .rules()
            .gas()
            .intrinsic(body, identified.bytes(), schemes(keys), parameters.stateDepositGas());
    if (body.gasLimit() < intrinsic) {
      throw Refused.of(Reason.GAS_TOO_LOW, "a gas limit of at least " + intrinsic, body.gasLimit());
    }
    Amount maxFee = body.maxFee();
    if (payer.feeBalance().compareTo(maxFee) < 0) {
      throw Refused.of(
          Reason.INSUFFICIENT_FUNDS,
          "a balance of at least " + maxFee + " for the fee",
          payer.feeBalance());
    }
    if (session != null) {
      SessionRules.check(session, body, parent, block.time());
    }
    return new ValidBody(
        identified,
        keys,
        intrinsic,
        maxFee,
        laneNext,
        sender.openLanes(),
        payer.feeBalance(),
        session);
  }

  private static List<SignatureScheme> schemes(List<PublicKey> keys) {
    List<SignatureScheme> schemes = new ArrayList<>(keys.size());
    for (PublicKey key : keys) {
      schemes.add(key.scheme());
    }
    return schemes;
  }

  private void checkTerms(TransactionBody body, BlockTerms block, Parameters parameters)
      throws Refused {
    Optional<Refusal> refusal =
        new StaticRules(block.rules(), chain.chainId(), parameters).refuseTerms(body, block.time());
    if (refusal.isPresent()) {
      throw Refused.of(refusal.get());
    }
    if (body.maxFeePerGas() < block.baseFee()) {
      throw Refused.of(
          Reason.FEE_TOO_LOW,
          "max_fee_per_gas of at least the base fee " + block.baseFee(),
          body.maxFeePerGas());
    }
  }

  private void checkOperations(TransactionBody body) throws Refused {
    for (Operation operation : body.operations()) {
      if (!engines.admit(operation)) {
        throw Refused.of(
            Reason.UNSUPPORTED_OPERATION,
            "an operation of this chain, which runs no such contracts",
            operation.kind());
      }
      if (operation instanceof UpdateVault update) {
        requireVault(update.vault());
      }
    }
  }

  private Vault senderVault(LedgerView parent, TransactionBody body, AccountRecord sender)
      throws Refused {
    requireVersion(body.vaultVersion(), sender, "sender");
    VaultReveal reveal = body.reveal();
    if (reveal == null) {
      return parent.vault(body.sender(), sender);
    }
    if (!reveal.accountId().equals(body.sender())) {
      throw Refused.of(
          Reason.VAULT_MISMATCH, "the first vault of " + body.sender(), reveal.accountId() + "'s");
    }
    requireVault(reveal.vault());
    return reveal.vault();
  }

  private AccountRecord payer(
      LedgerView parent, TransactionBody body, AccountRecord sender, List<PublicKey> keys)
      throws Refused {
    Payer payer = body.payer();
    if (payer == null) {
      return sender;
    }
    AccountRecord record = record(parent, payer.account(), "payer");
    requireVersion(payer.vaultVersion(), record, "payer");
    Vault vault = parent.vault(payer.account(), record);
    requireSigners(vault, payer.signers(), "payer");
    if (VaultRules.isSession(vault, payer.signers())) {
      throw Refused.of(
          Reason.WRONG_SIGNERS, "keys with weight to sign for the payer", "a session key");
    }
    addKeys(keys, vault, payer.signers());
    return record;
  }

  private static long laneNext(LedgerView parent, TransactionBody body, AccountRecord sender)
      throws Refused {
    long next =
        body.lane() == 0 ? sender.sequence() : parent.nextSequence(body.sender(), body.lane());
    if (body.sequence() < next) {
      throw Refused.of(
          Reason.SEQUENCE_TOO_LOW,
          "sequence " + next + " or above in lane " + body.lane(),
          body.sequence());
    }
    if (body.lane() > 0 && next == 0 && sender.openLanes() + 1 >= Limits.LANES) {
      throw Refused.of(Reason.LANE_LIMIT, "at most " + Limits.LANES + " open lanes", "one more");
    }
    return next;
  }

  private static @Nullable SessionUse session(TransactionBody body, Vault vault) {
    if (!VaultRules.isSession(vault, body.signers())) {
      return null;
    }
    int index = body.signers().getFirst();
    // A vault that is revealed here has version 1 from then on, and its usage is counted under it.
    return new SessionUse(
        index,
        Math.max(body.vaultVersion(), 1),
        Objects.requireNonNull(vault.entries().get(index).grant()));
  }

  private List<SignatureCheck> signatures(ValidBody terms, Transaction transaction) throws Refused {
    var messages = new SignedMessages(terms.identified(), chain);
    List<Bytes> signatures = transaction.witness().signatures();
    List<SignatureCheck> checks = new ArrayList<>(signatures.size());
    for (int i = 0; i < signatures.size(); i++) {
      PublicKey key = terms.keys().get(i);
      int expected = key.scheme().signatureBytes();
      if (signatures.get(i).length() != expected) {
        throw Refused.of(
            Reason.BAD_SIGNATURE,
            expected + " bytes of a signature by " + key.scheme(),
            signatures.get(i).length() + " bytes");
      }
      checks.add(new SignatureCheck(key, messages.of(key.scheme()), signatures.get(i)));
    }
    return checks;
  }

  private static AccountRecord record(LedgerView parent, AccountId account, String whose)
      throws Refused {
    AccountRecord record = parent.account(account);
    if (record == null) {
      throw Refused.of(
          Reason.UNKNOWN_ACCOUNT,
          "a " + whose + " that was paid to before",
          account + ", which was not");
    }
    return record;
  }

  private static void requireVersion(long version, AccountRecord record, String whose)
      throws Refused {
    if (version != record.vaultVersion()) {
      throw Refused.of(
          Reason.VAULT_VERSION,
          "version " + record.vaultVersion() + " of the " + whose + "'s vault",
          version);
    }
  }

  private static void requireSigners(Vault vault, List<Integer> signers, String whose)
      throws Refused {
    Optional<Refusal> refusal = vault.refuseSigners(signers);
    if (refusal.isPresent()) {
      throw Refused.of(
          refusal.get().reason(),
          refusal.get().expected() + " to sign for the " + whose,
          refusal.get().got());
    }
  }

  private void requireVault(Vault vault) throws Refused {
    Reason fault = VaultRules.fault(vault, chain);
    if (fault != null) {
      throw new Refused(fault, fault.description());
    }
  }

  private static void addKeys(List<PublicKey> keys, Vault vault, List<Integer> signers) {
    for (int index : signers) {
      keys.add(vault.entries().get(index).key());
    }
  }
}
