package io.ghostchain.walletd;

import io.ghostchain.protocol.ProofException;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.walletd.chain.HeadFollower;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.chain.ProvenState;
import io.ghostchain.walletd.history.History;
import io.ghostchain.walletd.history.Pending;
import io.ghostchain.walletd.keys.WalletDirectoryException;
import io.ghostchain.walletd.keys.Wallets;
import io.ghostchain.walletd.payment.AssetCatalog;
import io.ghostchain.walletd.payment.Balances;
import io.ghostchain.walletd.payment.Composer;
import io.ghostchain.walletd.payment.EventFollower;
import io.ghostchain.walletd.payment.Faucet;
import io.ghostchain.walletd.payment.MessageSigner;
import io.ghostchain.walletd.payment.Movements;
import io.ghostchain.walletd.payment.Payments;
import io.ghostchain.walletd.payment.Tracker;
import io.ghostchain.walletd.rpc.WalletRpc;
import io.ghostchain.walletkit.AccountEntry;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's parts on a channel to a node: built in order, closed in reverse. Everything but the
 * listener and the process around it.
 */
public final class Walletd implements AutoCloseable {
  /** How often wallets whose time is over are looked for, in milliseconds. */
  private static final long SWEEP_MILLIS = 1000;

  /** How often the root of trust is brought up to the newest header, in milliseconds. */
  private static final long KEEP_UP_MILLIS = 600_000;

  private static final Logger LOG = LoggerFactory.getLogger(Walletd.class);

  private final Changes changes;
  private final History history;
  private final Wallets wallets;
  private final HeadFollower head;
  private final Tracker tracker;
  private final EventFollower events;
  private final ScheduledExecutorService timer;
  private final Readiness readiness;
  private final WalletRpc service;

  private Walletd(
      Changes changes,
      History history,
      Wallets wallets,
      HeadFollower head,
      Tracker tracker,
      EventFollower events,
      ScheduledExecutorService timer,
      Readiness readiness,
      WalletRpc service) {
    this.changes = changes;
    this.history = history;
    this.wallets = wallets;
    this.head = head;
    this.tracker = tracker;
    this.events = events;
    this.timer = timer;
    this.readiness = readiness;
    this.service = service;
  }

  /**
   * Where the parts keep what they keep.
   *
   * @param wallets folder of wallet files
   * @param history folder of the database
   */
  public record Folders(Path wallets, Path history) {}

  /**
   * What the configuration says of the chain.
   *
   * @param genesisHash the chain that the node must be of; empty for the first one met
   * @param checkpoint a header to trust; empty for the genesis
   */
  public record Trust(Optional<Hash> genesisHash, Optional<Hash> checkpoint) {
    /** The first chain met, from its genesis on. */
    public static final Trust FIRST_MET = new Trust(Optional.empty(), Optional.empty());
  }

  /**
   * Starts the parts. The node need not be there yet.
   *
   * @throws WalletDirectoryException if a wallet file is damaged or open to others
   */
  public static Walletd start(
      Folders folders,
      Channel channel,
      Trust trust,
      Argon2id cost,
      InstantSource clock,
      String version)
      throws IOException, WalletDirectoryException {
    Wallets wallets = Wallets.read(folders.wallets(), clock, System::nanoTime, cost);
    History history = History.open(folders.history());
    HistoryMemory memory = new HistoryMemory(history);
    Changes changes = new Changes();
    NodeLink node = new NodeLink(channel, memory, trust.genesisHash());
    AssetCatalog assets = new AssetCatalog(node);
    Movements movements = new Movements(assets);
    Composer composer = new Composer(node, assets, clock);
    Tracker tracker =
        new Tracker(node, history, changes, clock, done -> noteRotation(wallets, done));
    EventFollower events = new EventFollower(node, wallets, history, movements, changes);
    HeadFollower head = new HeadFollower(node, changes);
    ProvenState proofs = new ProvenState(node, memory, clock, trust.checkpoint());
    WalletRpc service =
        new WalletRpc(
            version,
            node,
            head,
            wallets,
            events,
            new Balances(node, proofs, assets),
            new Payments(node, wallets, composer, history, movements, tracker, changes, clock),
            new Faucet(node, composer, changes),
            assets,
            history,
            new MessageSigner(node, wallets),
            changes);
    tracker.resume();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("auto-lock").daemon(true).factory());
    timer.scheduleAtFixedRate(
        () -> sweep(wallets), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(
        () -> keepUp(node, proofs), KEEP_UP_MILLIS, KEEP_UP_MILLIS, TimeUnit.MILLISECONDS);
    return new Walletd(
        changes,
        history,
        wallets,
        head,
        tracker,
        events,
        timer,
        new Readiness(head, changes),
        service);
  }

  /** What clients call. */
  public WalletRpc service() {
    return service;
  }

  /** Whether it is ready for its clients. */
  public Readiness readiness() {
    return readiness;
  }

  /** The way to the node. */
  public HeadFollower head() {
    return head;
  }

  /** The wallets. */
  public Wallets wallets() {
    return wallets;
  }

  /** How many transactions are on their way. */
  public int following() {
    return tracker.following();
  }

  /**
   * The first half of stopping, before the listener closes: clients are told that it is not ready,
   * and their streams and waits end with a status after which they may come again.
   */
  public void drain() {
    readiness.stopping();
    changes.close();
  }

  /** Stops the streams, wipes the keys and closes the history. */
  @Override
  public void close() {
    drain();
    readiness.close();
    timer.shutdownNow();
    events.close();
    head.close();
    tracker.close();
    wallets.close();
    history.close();
  }

  /** A timer whose task throws does not run it again, and a wallet would stay open for good. */
  private static void sweep(Wallets wallets) {
    try {
      wallets.sweep();
    } catch (RuntimeException defect) {
      LOG.error("locking wallets failed", defect);
    }
  }

  /** On a thread of its own: it asks the node, and the timer has wallets to lock. */
  private static void keepUp(NodeLink node, ProvenState proofs) {
    if (node.knownChain().isPresent()) {
      Thread.ofVirtual()
          .name("keep-up")
          .start(() -> {
            try {
              proofs.keepUp();
            } catch (ProofException unproven) {
              LOG.warn("newest header unproven cause=\"{}\"", unproven.getMessage());
            } catch (StatusRuntimeException | Refusal away) {
              LOG.debug("newest header not asked cause={}", away.getMessage());
            }
          });
    }
  }

  /**
   * After a change of the key came through: every change counts the vault's version up by one, and
   * the first vault is version 1. So where only this wallet changes it, that tells the rotation;
   * where others did too, the key is looked for when it is next needed.
   */
  private static void noteRotation(Wallets wallets, Pending done) {
    TransactionBody body = done.transaction().body();
    boolean replaced =
        body.operations().stream()
            .anyMatch(operation ->
                operation instanceof UpdateVault update && update.vault().entries().size() == 1);
    if (replaced) {
      int rotation = Math.clamp(body.vaultVersion(), 1, AccountEntry.ROTATIONS);
      wallets.find(body.sender()).ifPresent(account -> wallets.setRotation(account, rotation));
    }
  }
}
