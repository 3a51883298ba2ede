package io.ghostchain.daemonkit.config;

import java.util.List;

/**
 * A configuration, and where each of its values came from.
 *
 * @param settings every key, in the order of declaration
 */
public record LoadedConfig<T extends Record>(T value, List<Origin> settings) {
  /** Copies the list. */
  public LoadedConfig {
    settings = List.copyOf(settings);
  }

  /**
   * Where one value came from.
   *
   * @param key dotted path
   * @param value as it would be written in the environment
   * @param origin {@code default}, {@code ghostd.toml:4:1}, {@code environment GHOSTD_NET__PORT} or
   *     {@code flag}
   */
  public record Origin(String key, String value, String origin) {}
}
