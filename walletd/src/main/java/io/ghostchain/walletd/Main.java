package io.ghostchain.walletd;

import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.ghostchain.api.wallet.v1.WalletStatus;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.cli.CommandRunner;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.cli.Subcommand;
import io.ghostchain.daemonkit.config.LoadedConfig;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The process: {@code walletd init|start|status|check-config|version}. */
@Command(
    versionProvider = Main.VersionText.class,
    name = "walletd",
    description = "Keeps encrypted wallets and sends what they sign.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private static final List<Subcommand> SUBCOMMANDS =
      List.of(
          new Subcommand("init", Init::new),
          new Subcommand("start", StartCommand::new),
          new Subcommand("status", Status::new),
          new Subcommand("check-config", CheckConfig::new),
          new Subcommand("version", Version::new));

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(CommandRunner.commandLine(new Main(), SUBCOMMANDS, args).execute(args));
  }

  /** What {@code --version} prints. */
  static final class VersionText implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"walletd " + version()};
    }
  }

  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** {@code walletd init}. */
  @Command(
      name = "init",
      description = "Makes a data directory with an identity, a token and a configuration.",
      mixinStandardHelpOptions = true)
  static final class Init implements Callable<Integer> {
    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where; see start.")
    private Path dataDir = DataDirectory.standard();

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws Exception {
      DataDirectory.init(dataDir);
      Path config = DataDirectory.configFile(dataDir);
      if (!Files.exists(config)) {
        Files.writeString(config, ConfigOptions.template(), StandardCharsets.UTF_8);
      }
      try (DataDirectory data = DataDirectory.open(dataDir);
          var identity = data.identity()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dataDir", dataDir.toAbsolutePath().toString());
        fields.put("nodeId", identity.id().toString());
        fields.put("config", config.toAbsolutePath().toString());
        output.result(
            "made "
                + dataDir.toAbsolutePath()
                + "\nid   "
                + identity.id()
                + "\nnext walletd start --data-dir "
                + dataDir,
            fields);
      }
      return 0;
    }
  }

  /** {@code walletd status}. */
  @Command(
      name = "status",
      description = "Asks a running walletd on this machine how it is.",
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where it works; see start.")
    private Path dataDir = DataDirectory.standard();

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws Exception {
      Path file = DataDirectory.endpointFile(dataDir);
      if (!Files.exists(file)) {
        throw unavailable("no walletd runs on " + dataDir.toAbsolutePath());
      }
      Map<String, String> endpoint = fields(Files.readString(file));
      var address = Addresses.parse("address", endpoint.getOrDefault("address", ""));
      ManagedChannel channel =
          GrpcH3Channel.builder(address)
              .trust(TrustPolicy.pinned(NodeId.parse(endpoint.getOrDefault("nodeId", ""))))
              .build();
      try {
        WalletStatus status =
            WalletServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .getStatus(GetStatusRequest.getDefaultInstance());
        print(status);
        return 0;
      } catch (StatusRuntimeException failed) {
        throw unavailable(
            "walletd does not answer on " + Addresses.text(address) + ": " + failed.getStatus());
      } finally {
        channel.shutdownNow();
      }
    }

    private void print(WalletStatus status) {
      NodeStatus node = status.getNode();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("version", status.getVersion());
      fields.put("nodeConnected", status.getNodeConnected());
      fields.put("network", node.getNetwork());
      fields.put("height", node.getHeight());
      output.result(
          "walletd "
              + status.getVersion()
              + ", node "
              + (status.getNodeConnected()
                  ? "connected, network " + node.getNetwork() + ", height " + node.getHeight()
                  : "not reachable"),
          fields);
    }

    private static Map<String, String> fields(String json) {
      Map<String, String> fields = new LinkedHashMap<>();
      Matcher matcher = FIELD.matcher(json);
      while (matcher.find()) {
        fields.put(matcher.group(1), matcher.group(2));
      }
      return fields;
    }

    private static DaemonException unavailable(String message) {
      return new DaemonException(
          ExitCode.UNAVAILABLE, "walletd-unreachable", message, "walletd start");
    }
  }

  /** {@code walletd check-config}. */
  @Command(
      name = "check-config",
      description = "Reads the configuration, tells every fault in it, and shows what is in force.",
      mixinStandardHelpOptions = true)
  static final class CheckConfig implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();
    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws Exception {
      LoadedConfig<WalletdConfig> config = options.load();
      Map<String, Object> fields = new LinkedHashMap<>();
      StringBuilder text = new StringBuilder();
      for (LoadedConfig.Origin setting : config.settings()) {
        fields.put(setting.key(), Map.of("value", setting.value(), "origin", setting.origin()));
        text.append(setting.key()).append(" = ").append(setting.value());
        text.append("  # ").append(setting.origin()).append('\n');
      }
      output.result(text.toString().stripTrailing(), fields);
      return 0;
    }
  }

  /** {@code walletd version}. */
  @Command(name = "version", description = "Shows the version.", mixinStandardHelpOptions = true)
  static final class Version implements Callable<Integer> {
    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
      output.result("walletd " + version(), Map.of("version", version()));
      return 0;
    }
  }
}
