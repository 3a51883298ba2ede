package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.ProcessUse;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.consensus.ValidatorKey;
import io.ghostchain.ghostd.node.Intake;
import io.ghostchain.ghostd.node.LimitsConfig;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.node.Refused;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zcrypto.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** ghostd's pipeline without its network, over a real folder. */
final class EngineNode implements AutoCloseable {
  /** Transactions whose signatures are being checked. */
  private static final int WINDOW = 512;

  /** Transactions that are submitted and not durable yet, at most. */
  private static final int IN_FLIGHT = 16_384;

  /** Longer than anything here takes. */
  static final long UNBOUNDED_NANOS = Long.MAX_VALUE / 4;

  private final DataDirectory directory;
  private final ChainStore store;
  private final NodeCore core;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** A new node of a chain in an empty folder. */
  EngineNode(EngineChain chain, Path folder, Verifier verifier)
      throws IOException, DaemonException {
    GhostdConfig config = GhostdConfig.loader().defaults();
    LimitsConfig limits = config.limits();
    directory = DataDirectory.open(folder, chain.genesis().hash());
    store =
        ChainStore.open(
            directory, config.store(), chain.genesis().hash(), ChainStore.Signing.REMEMBERED);
    core =
        new NodeCore(
            chain.genesis(),
            store,
            new NodeCore.Settings(
                config.mempool(),
                config.verify(),
                new LimitsConfig(0, 0, limits.streamsPerPeer(), limits.streams()),
                config.consensus(),
                config.execution(),
                config.store()),
            new ValidatorKey(chain.validator()),
            verifier,
            Clock.systemUTC(),
            failure::set);
  }

  NodeCore core() {
    return core;
  }

  /** One transaction as it comes from outside. */
  record Signed(Bytes body, Bytes witness) {}

  /** What a run took, and how many became durable in it. */
  record Run(int count, double seconds, double cpuSeconds, int blocks) {
    double perSecond() {
      return count / seconds;
    }

    double cpuMicrosEach() {
      return cpuSeconds * 1e6 / count;
    }
  }

  /** Opens a chain for a workload, with what so many fresh signers need. */
  void open(Opened opened, int fresh) throws Exception {
    long started = System.nanoTime();
    submit(opened.introductions());
    submit(opened.openings(fresh));
    System.err.printf(
        Locale.ROOT,
        "%s: %,d keys in state after %.1f s%n",
        opened.workload().name(),
        core.state().size(),
        (System.nanoTime() - started) / 1e9);
  }

  private void submit(List<Transaction> transactions) throws Exception {
    submit(
        0,
        transactions.size(),
        UNBOUNDED_NANOS,
        i -> new Signed(transactions.get(i).bodyBytes(), transactions.get(i).witnessBytes()));
  }

  /**
   * Submits the transactions {@code from} to {@code to} as a client stream does, none after so much
   * time, and returns when all that were submitted are durable.
   */
  Run submit(int from, int to, long mostNanos, IntFunction<Signed> source) throws Exception {
    long start = core.head().height();
    long cpu = ProcessUse.cpuNanos();
    long started = System.nanoTime();
    var room = new Semaphore(IN_FLIGHT);
    var target = new AtomicInteger(to - from);
    Thread feeder =
        Thread.ofVirtual()
            .name("feeder")
            .start(() -> target.set(feed(from, to, started + mostNanos, source, room)));
    int found = 0;
    long height = start;
    while (found < target.get()) {
      check();
      if (core.head().await(height + 1, 1_000)) {
        height++;
        int durable = store.block(height).orElseThrow().txIds().size();
        found += durable;
        room.release(durable);
      }
    }
    long ended = System.nanoTime();
    feeder.join();
    check();
    return new Run(
        found,
        (ended - started) / 1e9,
        (ProcessUse.cpuNanos() - cpu) / 1e9,
        Math.toIntExact(height - start));
  }

  /** Fails if the node did. */
  void check() {
    if (failure.get() != null) {
      throw new IllegalStateException("the node failed", failure.get());
    }
  }

  /** Returns how many it submitted. */
  private int feed(int from, int to, long untilNanos, IntFunction<Signed> source, Semaphore room) {
    ArrayDeque<Begun> window = new ArrayDeque<>();
    try {
      int i = from;
      for (; i < to && untilNanos - System.nanoTime() > 0; i++) {
        if (!room.tryAcquire()) {
          // What is not in the pool yet would never become durable.
          while (!window.isEmpty()) {
            finish(window.remove());
          }
          room.acquire();
        }
        Signed signed = source.apply(i);
        window.add(new Begun(signed, begin(signed)));
        if (window.size() == WINDOW) {
          finish(window.remove());
        }
      }
      while (!window.isEmpty()) {
        finish(window.remove());
      }
      return i - from;
    } catch (Refused | IOException | InterruptedException | RuntimeException e) {
      failure.set(new CompletionException(e));
      return to - from;
    }
  }

  private record Begun(Signed signed, Intake.Admitted admitted) {}

  /** Tries again as long as the node says when to, as a client does that finds the mempool full. */
  private void finish(Begun begun) throws Refused, IOException, InterruptedException {
    Begun turn = begun;
    while (true) {
      try {
        turn.admitted.finish();
        return;
      } catch (Refused refused) {
        if (refused.retryMillis() == 0) {
          throw refused;
        }
        Thread.sleep(refused.retryMillis());
        turn = new Begun(turn.signed, begin(turn.signed));
      }
    }
  }

  /** Begins to admit one, as a client stream does: what is full is waited for. */
  Intake.Admitted begin(Signed signed) throws Refused, IOException, InterruptedException {
    return core.intake().begin(signed.body, signed.witness, "engine", Intake.Pressure.WAIT);
  }

  @Override
  public void close() throws IOException {
    List<AutoCloseable> parts = new ArrayList<>(List.of(core, store, directory));
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IOException("closing the node failed", e);
      }
    }
  }
}
