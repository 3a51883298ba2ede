package io.ghostchain.daemonkit.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor time of this process so far, from {@code /proc/self/stat}. */
final class ProcessorTime {
  /** The kernel counts it in hundredths of a second for its users, whatever its own clock is. */
  private static final int TICK_MILLIS = 10;

  // proc_pid_stat(5), counted from the field after the name, which may hold anything but is the
  // last thing in parentheses.
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private ProcessorTime() {}

  static long millis() throws IOException {
    return millis(Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1));
  }

  static long millis(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * TICK_MILLIS;
  }
}
