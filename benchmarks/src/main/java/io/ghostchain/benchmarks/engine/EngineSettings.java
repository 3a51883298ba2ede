package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.load.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How long and how large the rows of the engine's table are.
 *
 * @param only the rows wanted, all if it is empty
 * @param senders of W0
 * @param walletSenders of W2, each with a key
 * @param accounts that nobody has keys of, in state and paid
 * @param fewerAccounts the same in the rows that a short run cannot open so many for
 * @param turns of W0 measured
 * @param warmUp turns of W0 before them
 * @param seconds that a durable row lasts at most; 0 takes the turns alone
 * @param keys in the state of the row about state updates
 * @param data folder of signed loads
 * @param root of the checkout
 */
record EngineSettings(
    Set<String> only,
    int senders,
    int walletSenders,
    int accounts,
    int fewerAccounts,
    int turns,
    int warmUp,
    int seconds,
    int keys,
    Path data,
    Path root) {
  /** Names for {@code --only}, in the order in which they run. */
  static final List<String> ROWS =
      List.of("execute", "w0", "verify_execute", "w1", "w2", "ops", "state", "e2e", "idle");

  /** Signed for each second of a run that has a time: more than is known to be possible. */
  private static final int SIGNED_PER_SECOND = 70_000;

  static EngineSettings of(Options options) {
    options.allowOnly(
        Set.of("only", "senders", "wallets", "accounts", "turns", "warm-up", "seconds", "keys"));
    String only = options.text("only", "");
    Set<String> rows =
        new LinkedHashSet<>(only.isEmpty() ? List.of() : Arrays.asList(only.split(",", -1)));
    for (String row : rows) {
      if (!ROWS.contains(row)) {
        throw new IllegalArgumentException("--only takes rows of " + ROWS + ", got " + row);
      }
    }
    Path root = Path.of(System.getProperty("ghost.root", "."));
    return new EngineSettings(
        rows,
        options.number("senders", Workload.w0().senders()),
        options.number("wallets", Workload.w2().senders()),
        options.number("accounts", 1_000_000),
        options.number("accounts", 100_000),
        options.number("turns", 100),
        options.number("warm-up", 150),
        options.number("seconds", 0),
        options.number("keys", 1_000_000),
        root.resolve("benchmarks/data"),
        root);
  }

  boolean wants(String row) {
    return only.isEmpty() || only.contains(row);
  }

  /** The longest that a durable row submits. */
  long mostNanos() {
    return seconds == 0 ? EngineNode.UNBOUNDED_NANOS : Duration.ofSeconds(seconds).toNanos();
  }

  /** Turns to sign for a measured part that is {@code usual} long where no time is given. */
  int measuredTurns(Workload workload, int usual) {
    return seconds == 0
        ? usual
        : workload.turnsFor(Math.multiplyExact((long) seconds, SIGNED_PER_SECOND));
  }
}
