package io.ghostchain.walletd.payment;

import com.google.protobuf.ByteString;
import io.ghostchain.api.ledger.v1.Transaction;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletd.Changes;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.history.History;
import io.ghostchain.walletd.history.Pending;
import io.ghostchain.walletd.keys.OwnAccount;
import io.ghostchain.walletd.keys.Wallets;
import io.ghostchain.zcrypto.Hash;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends transactions of this daemon's accounts. A transaction is on the disk before it is sent, so
 * that neither a crash of ours nor an outage of the node loses or doubles it.
 *
 * <p>Safe for use by several threads; transactions of one account are built one after the other.
 */
public final class Payments {
  private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

  /** Most transactions of one account on their way. */
  static final int PENDING_MAX = 256;

  /** How long a transaction waits for one before it that changes the vault. */
  private static final Duration VAULT_WAIT = Duration.ofSeconds(20);

  private static final int REQUEST_KEY_MAX = 64;

  private static final Terms FOR_SIGNING_ELSEWHERE =
      new Terms(0, 0, OptionalLong.empty(), Duration.ofHours(24), 0);

  private final NodeLink node;
  private final Wallets wallets;
  private final AccountKeys keys;
  private final Composer composer;
  private final History history;
  private final Movements movements;
  private final Tracker tracker;
  private final Changes changes;
  private final InstantSource clock;
  private final Map<AccountId, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** Sends through a node, remembers in a history and hands over to a tracker. */
  public Payments(
      NodeLink node,
      Wallets wallets,
      Composer composer,
      History history,
      Movements movements,
      Tracker tracker,
      Changes changes,
      InstantSource clock) {
    this.node = node;
    this.wallets = wallets;
    this.keys = new AccountKeys(wallets);
    this.composer = composer;
    this.history = history;
    this.movements = movements;
    this.tracker = tracker;
    this.changes = changes;
    this.clock = clock;
  }

  /** What the transaction would be and cost; nothing is signed. */
  public Draft preview(OwnAccount account, List<Operation> operations, Terms terms) {
    return composer.draft(
        source(account), operations, terms, nextSequence(account.id(), terms.lane()));
  }

  /**
   * Builds, signs and sends.
   *
   * @param requestKey repeating it sends nothing twice; empty for none
   * @param requestDigest of what is asked for
   * @return the id; the transaction may still be on its way to a node that is away
   * @throws StatusRuntimeException as the node refused it
   */
  public Hash send(
      OwnAccount account,
      List<Operation> operations,
      Terms terms,
      String requestKey,
      Hash requestDigest) {
    if (requestKey.length() > REQUEST_KEY_MAX) {
      throw Refusal.invalid(
          "MALFORMED", "an idempotency key has at most " + REQUEST_KEY_MAX + " characters");
    }
    return alone(
        account.id(),
        () -> {
          Optional<Hash> before = history.repeated(requestKey, requestDigest);
          if (before.isPresent()) {
            return before.get();
          }
          awaitVault(account.id());
          Draft draft =
              composer.affordable(
                  source(account), operations, terms, nextSequence(account.id(), terms.lane()));
          io.ghostchain.protocol.Transaction signed =
              keys.sign(account, draft.body(), node.chain().hash(), draft.vault());
          return submit(signed, requestKey, requestDigest);
        });
  }

  /** Replaces the account's key by its next one. */
  public Hash rotate(OwnAccount account, CosignerChange change) {
    return alone(
        account.id(),
        () -> {
          awaitVault(account.id());
          return send(account, List.of(rotation(account, change)), Terms.DEFAULT, "", Hash.ZERO);
        });
  }

  /** The same before it is signed, for accounts whose co-signer must sign it too. */
  public Draft buildRotation(OwnAccount account, CosignerChange change) {
    return alone(
        account.id(),
        () -> {
          awaitVault(account.id());
          return preview(account, List.of(rotation(account, change)), FOR_SIGNING_ELSEWHERE);
        });
  }

  private Operation rotation(OwnAccount account, CosignerChange change) {
    Vault vault = currentVault(account);
    int next = keys.rotation(account, vault) + 1;
    return new UpdateVault(change.next(wallets.publicKey(account, next), vault));
  }

  /** Signs a body that was built elsewhere, or here for signing later. */
  public io.ghostchain.protocol.Transaction sign(OwnAccount account, TransactionBody body) {
    if (!body.sender().equals(account.id())) {
      throw Refusal.invalid("WRONG_ACCOUNT", "the transaction is another account's")
          .with("transaction", body.sender())
          .with("account", account.id());
    }
    Vault vault = body.reveal() != null ? null : currentVault(account);
    return keys.sign(account, body, node.chain().hash(), vault);
  }

  /** Sends a transaction that was signed elsewhere; it is followed if the sender is ours. */
  public Hash broadcast(io.ghostchain.protocol.Transaction signed) {
    return alone(signed.body().sender(), () -> submit(signed, "", Hash.ZERO));
  }

  /** The vault that the chain holds of an account, null before its first transaction. */
  private @Nullable Vault currentVault(OwnAccount account) {
    Draft probe =
        composer.draft(
            source(account),
            List.of(new UpdateVault(Vault.of(account.entry().firstKey()))),
            Terms.DEFAULT,
            0);
    return probe.vault();
  }

  private Hash submit(
      io.ghostchain.protocol.Transaction signed, String requestKey, Hash requestDigest) {
    Hash txId = signed.id(node.chain().hash());
    boolean ours = wallets.find(signed.body().sender()).isPresent();
    Pending pending = new Pending(txId, signed);
    if (ours && history.isPending(txId)) {
      return txId;
    }
    if (ours) {
      TransactionRecord record =
          TransactionRecord.newBuilder()
              .setTxId(History.wire(txId))
              .setStatus(status(txId, Stage.STAGE_PENDING, ""))
              .setCreated(clock.millis())
              .addAllMovements(movements.ofBody(signed.body()))
              .build();
      history.add(pending, record, requestKey, requestDigest);
    }
    try {
      send(signed);
      LOG.info("transaction sent tx={} sender={}", txId, signed.body().sender());
    } catch (StatusRuntimeException refused) {
      if (isKnownAlready(refused)) {
        LOG.debug("transaction known already tx={}", txId);
      } else {
        if (ours) {
          String reason = NodeReasons.of(refused);
          history.setStatus(txId, status(txId, Stage.STAGE_DROPPED, reason), true);
          history.forgetRequest(requestKey);
          changes.happened();
        }
        throw refused;
      }
    } catch (Refusal outage) {
      if (!ours || outage.kind() != Refusal.Kind.UNREACHABLE) {
        throw outage;
      }
      LOG.warn("transaction waits for the node tx={}", txId);
    }
    if (ours) {
      tracker.follow(pending);
    }
    changes.happened();
    return txId;
  }

  private void send(io.ghostchain.protocol.Transaction signed) {
    node.call(stub -> stub.submit(request(signed)));
  }

  static SubmitRequest request(io.ghostchain.protocol.Transaction signed) {
    return SubmitRequest.newBuilder()
        .setTransaction(
            Transaction.newBuilder()
                .setBody(ByteString.copyFrom(signed.bodyBytes().copy()))
                .setWitness(ByteString.copyFrom(signed.witnessBytes().copy())))
        .build();
  }

  static TransactionStatus status(Hash txId, Stage stage, String reason) {
    return TransactionStatus.newBuilder()
        .setTxId(History.wire(txId))
        .setStage(stage)
        .setReason(reason)
        .build();
  }

  static boolean isKnownAlready(StatusRuntimeException refused) {
    return refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS
        || NodeReasons.of(refused).equals("DUPLICATE");
  }

  /** The sequence after those that are on their way; 0 if none is. */
  private long nextSequence(AccountId account, int lane) {
    List<Pending> own =
        history.pending().stream()
            .filter(pending -> pending.transaction().body().sender().equals(account))
            .toList();
    if (own.size() >= PENDING_MAX) {
      throw Refusal.exhausted(
          "ACCOUNT_LIMIT", "the account has " + own.size() + " transactions on their way");
    }
    return own.stream()
        .map(pending -> pending.transaction().body())
        .filter(body -> body.lane() == lane)
        .mapToLong(body -> body.sequence() + 1)
        .max()
        .orElse(0);
  }

  /**
   * What comes after a change of the vault is checked against the new one, which the chain must
   * show first.
   */
  private void awaitVault(AccountId account) {
    long end = System.nanoTime() + VAULT_WAIT.toNanos();
    while (true) {
      long seen = changes.version();
      boolean changing =
          history.pending().stream()
              .anyMatch(pending ->
                  pending.changesVault() && pending.transaction().body().sender().equals(account));
      if (!changing) {
        return;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      try {
        if (left.isNegative() || !changes.await(seen, left)) {
          throw Refusal.state(
              "VAULT_CHANGING",
              "the account's first transaction or a change of its key is still on its way; try again");
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw Refusal.unreachable("walletd is stopping");
      }
    }
  }

  private <T> T alone(AccountId account, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(account, id -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** An account as a transaction's source. */
  static Source source(OwnAccount account) {
    return new Source(account.id(), account.entry().reveal());
  }

  /** Reads the operations of a request that are not transfers. */
  public static Operation operation(io.ghostchain.api.ledger.v1.Operation operation) {
    try {
      return Operation.decode(operation.toByteArray());
    } catch (DecodeException malformed) {
      throw Refusal.invalid("MALFORMED", String.valueOf(malformed.getMessage()));
    }
  }
}
