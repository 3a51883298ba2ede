package io.ghostchain.benchmarks.load;

/** When the next transaction of a load is sent. */
public sealed interface Pace {
  /** At set times, whatever became of those before: an open loop. */
  record Rate(double perSecond) implements Pace {
    /** Checks that it is positive. */
    public Rate {
      if (!(perSecond > 0)) {
        throw new IllegalArgumentException("expected a rate above 0, got " + perSecond);
      }
    }
  }

  /** As soon as fewer than so many are sent and not final: a closed loop. */
  record Window(int most) implements Pace {
    /** No limit but the stream's own flow control. */
    public static final Window UNBOUNDED = new Window(Integer.MAX_VALUE);

    /** Checks that something may be sent. */
    public Window {
      if (most < 1) {
        throw new IllegalArgumentException("expected a window of at least 1, got " + most);
      }
    }
  }
}
