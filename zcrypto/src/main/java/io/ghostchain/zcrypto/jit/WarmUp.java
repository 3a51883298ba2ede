package io.ghostchain.zcrypto.jit;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings code into service that is the faster one once it is compiled, and a hundred times slower
 * before: a daemon thread runs it beside what works meanwhile until it wins, puts its answers to
 * the test, and hands over. If it does not become faster, all stays as it was.
 */
public final class WarmUp implements Runnable {
  /** Compiling takes seconds of a processor, and a busy machine may not give them at once. */
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /**
   * The new code must win twice this often in a row, and be no longer becoming faster from half to
   * half: what is compiled first is compiled again, or thrown away.
   */
  private static final int HALF = 5;

  private static final double STILL_IMPROVING = 0.9;

  private final Contest contest;
  private final Duration patience;

  /** What is to take over, and from what. One thread at a time calls it. */
  public interface Contest {
    /** Names it in the log. */
    String name();

    /** Does a piece of work the old way; how long it took. */
    long incumbentNanos();

    /** Does the same piece of work the new way; how long it took. */
    long candidateNanos();

    /** What is wrong with the new code's answers, null if nothing. */
    @Nullable String fault();

    /**
     * Puts the new code into service.
     *
     * @param share of the old code's time that the new takes
     */
    void handOver(double share);
  }

  /** A warm-up that gives up after a time. */
  public WarmUp(Contest contest, Duration patience) {
    this.contest = contest;
    this.patience = patience;
  }

  /** Begins in the background. */
  public static void start(Contest contest) {
    Thread thread = new Thread(new WarmUp(contest, PATIENCE), "zcrypto-warm-up-" + contest.name());
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Whether this JVM has its optimising compiler, which such code lives by: not if it only
   * interprets, nor with C1 alone.
   */
  public static boolean isWorthIt() {
    String mode = System.getProperty("java.vm.info", "");
    return !mode.contains("emulated-client") && !mode.contains("interpreted mode");
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    double[] shares = new double[2 * HALF];
    Arrays.fill(shares, 1);
    while (System.nanoTime() - start < patience.toNanos()) {
      long slow = contest.incumbentNanos();
      System.arraycopy(shares, 1, shares, 0, shares.length - 1);
      shares[shares.length - 1] = (double) contest.candidateNanos() / slow;
      double earlier = median(shares, 0);
      double later = median(shares, HALF);
      if (Arrays.stream(shares).max().orElseThrow() < 1 && later > earlier * STILL_IMPROVING) {
        finish(later, System.nanoTime() - start);
        return;
      }
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "warm-up of {0} ended: not faster within {1}",
        contest.name(),
        patience);
  }

  private static double median(double[] shares, int from) {
    double[] half = Arrays.copyOfRange(shares, from, from + HALF);
    Arrays.sort(half);
    return half[HALF / 2];
  }

  private void finish(double share, long took) {
    String fault = contest.fault();
    if (fault == null) {
      contest.handOver(share);
    }
    LOG.log(
        fault == null ? System.Logger.Level.INFO : System.Logger.Level.ERROR,
        "warm-up of %s ended after_ms=%d speedup=%.1f%s"
            .formatted(
                contest.name(),
                took / 1_000_000,
                1 / share,
                fault == null ? "" : " not used: it " + fault));
  }
}
