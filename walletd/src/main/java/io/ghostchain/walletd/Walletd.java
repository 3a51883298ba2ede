package io.ghostchain.walletd;

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
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The daemon's parts on a channel to a node: built in order, closed in reverse. Everything but the
 * listener and the process around it.
 */
public final class Walletd implements AutoCloseable {
  /** How often wallets whose time is over are looked for, in milliseconds. */
  private static final long SWEEP_MILLIS = 1000;

  private final History history;
  private final Wallets wallets;
  private final HeadFollower head;
  private final Tracker tracker;
  private final EventFollower events;
  private final ScheduledExecutorService timer;
  private final WalletRpc service;

  private Walletd(
      History history,
      Wallets wallets,
      HeadFollower head,
      Tracker tracker,
      EventFollower events,
      ScheduledExecutorService timer,
      WalletRpc service) {
    this.history = history;
    this.wallets = wallets;
    this.head = head;
    this.tracker = tracker;
    this.events = events;
    this.timer = timer;
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
    Wallets wallets = Wallets.read(folders.wallets(), clock, cost);
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
    WalletRpc service =
        new WalletRpc(
            version,
            node,
            head,
            wallets,
            events,
            new Balances(node, new ProvenState(node, memory, clock, trust.checkpoint()), assets),
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
    timer.scheduleAtFixedRate(wallets::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    return new Walletd(history, wallets, head, tracker, events, timer, service);
  }

  /** What clients call. */
  public WalletRpc service() {
    return service;
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

  /** Stops the streams, wipes the keys and closes the history. */
  @Override
  public void close() {
    timer.shutdownNow();
    events.close();
    head.close();
    tracker.close();
    wallets.close();
    history.close();
  }

  /** A change of the key that came through counts as one more rotation. */
  private static void noteRotation(Wallets wallets, Pending done) {
    boolean replaced =
        done.transaction().body().operations().stream().anyMatch(UpdateVault.class::isInstance);
    if (replaced) {
      wallets
          .find(done.transaction().body().sender())
          .ifPresent(account -> wallets.setRotation(account, account.entry().rotation() + 1));
    }
  }
}
