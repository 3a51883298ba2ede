package io.ghostchain.daemonkit.memory;

/**
 * When to give back: after two seconds of little work that follow one of more. A daemon that waits
 * gives back once, not again and again.
 *
 * <p>Times are of the process's processors, in milliseconds since its start. Not thread-safe.
 */
final class Quiet {
  /** The most that a quiet second takes; an idle ghostd's heartbeats take 30. */
  static final long MILLIS_MAX = 60;

  static final int SECONDS = 2;

  private long last;
  private boolean worked;
  private int quietSeconds;

  /** Called each second; whether it is time. */
  boolean due(long cpuMillis) {
    boolean quiet = cpuMillis - last <= MILLIS_MAX;
    last = cpuMillis;
    worked |= !quiet;
    quietSeconds = quiet ? quietSeconds + 1 : 0;
    return worked && quietSeconds >= SECONDS;
  }

  /** Called when memory was given back, which is work that does not count. */
  void released(long cpuMillis) {
    last = cpuMillis;
    worked = false;
    quietSeconds = 0;
  }
}
