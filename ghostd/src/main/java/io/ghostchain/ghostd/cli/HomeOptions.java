package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.daemonkit.config.LoadedConfig;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a node's directory and configuration are, and what overrides them. */
final class HomeOptions {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "the node's directory (default: $GHOSTD_HOME, else ~/.ghostd)")
  private @Nullable Path dataDir;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration (default: ghostd.toml in the node's directory, if it is there)")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "overrides one key of the configuration; may be repeated")
  private Map<String, String> settings = new LinkedHashMap<>();

  HomeOptions() {}

  Home home() {
    if (dataDir != null) {
      return new Home(dataDir.toAbsolutePath().normalize());
    }
    String environment = System.getenv("GHOSTD_HOME");
    return new Home(
        environment != null && !environment.isEmpty()
            ? Path.of(environment)
            : Path.of(System.getProperty("user.home"), ".ghostd"));
  }

  LoadedConfig<GhostdConfig> load(Map<String, String> flags)
      throws IOException, ConfigException, DaemonException {
    Path file = config != null ? config : home().config();
    if (config == null && !Files.exists(file)) {
      file = null;
    } else if (!Files.isReadable(file)) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "config-missing",
          "no such configuration file: " + file,
          "leave out --config for the defaults");
    }
    Map<String, String> environment = new LinkedHashMap<>(System.getenv());
    environment.remove("GHOSTD_HOME");
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(flags);
    return GhostdConfig.loader().load(file, environment, all);
  }
}
