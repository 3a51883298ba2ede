package io.ghostchain.daemonkit.memory;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what the process holds and does not use, each time it falls quiet: it collects the
 * heap, and drops the pages of files that it maps and did not change. Those that are needed after
 * all come back from the system's cache of files, some sixteen at a page fault.
 *
 * <p>Only where the property {@code ghost.idle-memory} is {@code release}, as the launcher sets it
 * for daemons: with the serial collector for small heaps, and for large ones with G1, which
 * collects beside the work ({@code -XX:+ExplicitGCInvokesConcurrent}). With {@code at-once} it does
 * so once at the start, for a training to meet its classes.
 *
 * <p>A virtual thread looks once a second and ends with {@link #close}.
 */
public final class IdleMemory implements AutoCloseable {
  /** The system property that turns it on. */
  public static final String PROPERTY = "ghost.idle-memory";

  private static final Logger LOG = LoggerFactory.getLogger(IdleMemory.class);

  private final CountDownLatch closed = new CountDownLatch(1);

  private IdleMemory() {}

  /** Starts it if the property says so; to be called when the daemon serves. */
  public static IdleMemory start() {
    IdleMemory memory = new IdleMemory();
    switch (System.getProperty(PROPERTY, "keep")) {
      case "keep" -> {}
      case "release" -> memory.start(memory::whenQuiet);
      case "at-once" -> memory.start(() -> memory.release(new Quiet(), 0));
      case String other ->
          throw new IllegalArgumentException(
              PROPERTY + " is release, at-once or keep, got " + other);
    }
    return memory;
  }

  /** Stops looking; idempotent. */
  @Override
  public void close() {
    closed.countDown();
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private void start(Task task) {
    Thread.ofVirtual()
        .name("idle-memory")
        .start(() -> {
          try {
            task.run();
          } catch (IOException | RuntimeException unusable) {
            LOG.warn("no memory is given back when idle cause=\"{}\"", unusable.getMessage());
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void whenQuiet() throws IOException, InterruptedException {
    Quiet quiet = new Quiet();
    while (!closed.await(1, TimeUnit.SECONDS)) {
      if (quiet.due(ProcessorTime.millis())) {
        release(quiet, 1);
      }
    }
  }

  /**
   * Gives back. A library that is being loaded has its data mapped as unchanged for an instant;
   * what is still so after this many seconds is not being loaded.
   */
  void release(Quiet quiet, long seconds) throws IOException, InterruptedException {
    Runtime.getRuntime().gc();
    List<Mapping> before = mappings();
    if (!closed.await(seconds, TimeUnit.SECONDS)) {
      List<Mapping> unchanged = mappings();
      unchanged.retainAll(before);
      Pages.drop(unchanged);
    }
    quiet.released(ProcessorTime.millis());
  }

  private static List<Mapping> mappings() throws IOException {
    try (BufferedReader smaps = Files.newBufferedReader(Path.of("/proc/self/smaps"))) {
      return Mapping.unchanged(smaps);
    }
  }
}
