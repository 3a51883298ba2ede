package io.ghostchain.walletd;

import java.util.function.ToLongFunction;

/** Everything that is measured, as Prometheus gauges. */
enum Metrics {
  /** 1 while the stream from the node is open. */
  NODE_CONNECTED(
      "walletd_node_connected",
      "1 while the node answers.",
      walletd -> walletd.head().isConnected() ? 1 : 0),
  /** The newest final block that was seen. */
  HEAD_HEIGHT(
      "walletd_head_height",
      "Height of the newest final block seen.",
      walletd -> walletd.head().height()),
  /** Wallets on disk. */
  WALLETS("walletd_wallets", "Wallets kept.", walletd -> walletd.wallets().list().size()),
  /** Wallets whose keys are in memory. */
  UNLOCKED(
      "walletd_wallets_unlocked",
      "Wallets whose keys are in memory.",
      walletd ->
          walletd.wallets().list().stream()
              .filter(view -> view.unlockedUntil().isPresent())
              .count()),
  /** Accounts of all wallets. */
  ACCOUNTS(
      "walletd_accounts",
      "Accounts of all wallets.",
      walletd -> walletd.wallets().accounts().size()),
  /** Transactions on their way. */
  PENDING(
      "walletd_transactions_pending", "Transactions on their way.", walletd -> walletd.following()),
  /** Memory of the heap in use. */
  HEAP(
      "walletd_heap_bytes",
      "Heap in use.",
      walletd -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());

  private final String metric;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // A function without state.
  private final ToLongFunction<Walletd> value;

  Metrics(String metric, String help, ToLongFunction<Walletd> value) {
    this.metric = metric;
    this.help = help;
    this.value = value;
  }

  /** The page in Prometheus' text format 0.0.4. */
  static String page(Walletd walletd) {
    StringBuilder page = new StringBuilder();
    for (Metrics one : values()) {
      page.append("# HELP ").append(one.metric).append(' ').append(one.help).append('\n');
      page.append("# TYPE ").append(one.metric).append(" gauge\n");
      page.append(one.metric).append(' ').append(one.value.applyAsLong(walletd)).append('\n');
    }
    return page.toString();
  }
}
