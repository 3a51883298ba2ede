package io.ghostchain.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process uses of the machine. */
public final class ProcessUse {
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");

  private ProcessUse() {}

  /** Processor time of all threads so far, the collector's and the compilers' included. */
  public static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /**
   * Resident memory in bytes, without the pages of files whose names end so: a load that was signed
   * beforehand is mapped, and no part of what is measured.
   */
  public static long residentBytesWithout(String fileEnding) throws IOException {
    long bytes = 0;
    boolean counted = true;
    for (String line : Files.readAllLines(MAPPINGS)) {
      if (line.startsWith("Rss:")) {
        bytes += counted ? Long.parseLong(line.replaceAll("\\D", "")) * 1024 : 0;
      } else if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        counted = !line.endsWith(fileEnding);
      }
    }
    return bytes;
  }
}
