package io.ghostchain.daemonkit.config;

import java.util.List;

/** A configuration with faults, all of them. */
public final class ConfigException extends Exception {
  private final List<String> problems;

  /**
   * One line for each fault, such as {@code ghostd.toml:4:1: net.prot: unknown key, did you mean
   * net.port?}.
   */
  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line for each fault, in the order of the file, then environment, then flags. */
  public List<String> problems() {
    return problems;
  }
}
