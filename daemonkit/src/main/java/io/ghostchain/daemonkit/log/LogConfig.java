package io.ghostchain.daemonkit.log;

import io.ghostchain.daemonkit.config.Setting;

/** How much is logged, and in what form. */
public record LogConfig(
    @Setting(value = "info", doc = "The least level that is logged.") Level level,
    @Setting(value = "text", doc = "One line of text, or one JSON object, an event.")
        Format format) {
  /** The least level that is logged. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** The form of a line. */
  public enum Format {
    TEXT,
    JSON
  }

  /** Text at level info. */
  public static LogConfig defaults() {
    return new LogConfig(Level.INFO, Format.TEXT);
  }
}
