package io.ghostchain.walletd;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What the daemon measures of itself, beside the figures of its QUIC listener. */
enum Metrics {
  /** 1 while the stream from the node is open. */
  NODE_CONNECTED(
      "walletd.node.connected",
      "1 while the node answers.",
      walletd -> walletd.head().isConnected() ? 1 : 0),
  /** The newest final block that was seen. */
  HEAD_HEIGHT(
      "walletd.head.height",
      "Height of the newest final block seen.",
      walletd -> walletd.head().height()),
  /** Wallets on disk. */
  WALLETS("walletd.wallets", "Wallets kept.", walletd -> walletd.wallets().list().size()),
  /** Wallets whose keys are in memory. */
  UNLOCKED(
      "walletd.wallets.unlocked",
      "Wallets whose keys are in memory.",
      walletd ->
          walletd.wallets().list().stream()
              .filter(view -> view.unlockedUntil().isPresent())
              .count()),
  /** Accounts of all wallets. */
  ACCOUNTS(
      "walletd.accounts",
      "Accounts of all wallets.",
      walletd -> walletd.wallets().accounts().size()),
  /** Transactions on their way. */
  PENDING(
      "walletd.transactions.pending", "Transactions on their way.", walletd -> walletd.following()),
  /** Watches of clients. */
  STREAMS(
      "walletd.rpc.streams",
      "Streams that clients hold open.",
      walletd -> walletd.service().openStreams()),
  /** Memory of the heap in use. */
  HEAP(
      "walletd.heap.bytes",
      "Heap in use.",
      walletd -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());

  private final String metric;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // A function without state.
  private final ToDoubleFunction<Walletd> value;

  Metrics(String metric, String help, ToDoubleFunction<Walletd> value) {
    this.metric = metric;
    this.help = help;
    this.value = value;
  }

  /** Has a registry measure all of a daemon. */
  static void register(MeterRegistry registry, Walletd walletd) {
    for (Metrics one : values()) {
      Gauge.builder(one.metric, walletd, one.value).description(one.help).register(registry);
    }
  }
}
