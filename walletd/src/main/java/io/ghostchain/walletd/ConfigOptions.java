package io.ghostchain.walletd;

import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.daemonkit.config.ConfigLoader;
import io.ghostchain.daemonkit.config.LoadedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is, and what the command line says instead of it. */
final class ConfigOptions {
  /** Read by the launcher, not by us. */
  private static final String HEAP = "WALLETD_HEAP";

  private static final ConfigLoader<WalletdConfig> LOADER =
      ConfigLoader.of(WalletdConfig.class, "WALLETD");

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where wallets and history are (default: walletd in the user's data directory).")
  private @Nullable Path dataDir;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration (default: walletd.toml in the data directory, if it is there).")
  private @Nullable Path config;

  @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Instead of listen.address.")
  private @Nullable String listen;

  @Option(names = "--node", paramLabel = "HOST:PORT", description = "Instead of node.address.")
  private @Nullable String node;

  @Option(names = "--node-id", paramLabel = "ID", description = "Instead of node.id.")
  private @Nullable String nodeId;

  Path dataDirectory() {
    return dataDir == null ? DataDirectory.standard() : dataDir;
  }

  LoadedConfig<WalletdConfig> load() throws IOException, ConfigException {
    Map<String, String> flags = new LinkedHashMap<>();
    put(flags, "listen.address", listen);
    put(flags, "node.address", node);
    put(flags, "node.id", nodeId);
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.remove(HEAP);
    return LOADER.load(file(), environment, flags);
  }

  static String template() {
    return LOADER.template();
  }

  static String reference() {
    return LOADER.reference();
  }

  private @Nullable Path file() {
    if (config != null) {
      return config;
    }
    Path standard = DataDirectory.configFile(dataDirectory());
    return Files.exists(standard) ? standard : null;
  }

  private static void put(Map<String, String> flags, String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }
}
