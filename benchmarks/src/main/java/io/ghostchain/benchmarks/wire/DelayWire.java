package io.ghostchain.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Carries frames between two TAP devices, each frame after the same delay, some not at all. Frames
 * of one direction keep their order. Two threads a direction, which end with the process.
 */
public final class DelayWire {
  private static final int FRAME_BYTES_MAX = 65_536;

  private static final class Frame implements Delayed {
    private final long due;
    private final long number;
    private final byte[] bytes;

    Frame(long due, long number, byte[] bytes) {
      this.due = due;
      this.number = number;
      this.bytes = bytes;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      Frame that = (Frame) other;
      int order = Long.compare(due, that.due);
      return order != 0 ? order : Long.compare(number, that.number);
    }
  }

  private DelayWire() {}

  /**
   * Joins the devices.
   *
   * @param delay one way
   * @param loss share of frames that vanish, 0 to 1, each way
   */
  public static void join(Tap one, Tap other, Duration delay, double loss, long seed) {
    carry(one, other, delay.toNanos(), loss, new SplittableRandom(seed));
    carry(other, one, delay.toNanos(), loss, new SplittableRandom(seed + 1));
  }

  private static void carry(
      Tap from, Tap to, long delayNanos, double loss, SplittableRandom random) {
    DelayQueue<Frame> inFlight = new DelayQueue<>();
    start(
        "wire-read-" + from.name(),
        () -> {
          byte[] buffer = new byte[FRAME_BYTES_MAX];
          for (long number = 0; ; number++) {
            int length = from.read(buffer);
            if (random.nextDouble() >= loss) {
              byte[] bytes = Arrays.copyOf(buffer, length);
              inFlight.add(new Frame(System.nanoTime() + delayNanos, number, bytes));
            }
          }
        });
    start(
        "wire-write-" + to.name(),
        () -> {
          while (true) {
            to.write(inFlight.take().bytes);
          }
        });
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(String name, Work work) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            work.run();
          } catch (IOException | InterruptedException ended) {
            System.err.println(name + " ended: " + ended.getMessage());
          }
        });
  }
}
