package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.ghostd.GenesisFile;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.Home;
import io.ghostchain.ghostd.SeedFile;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Validator;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zquic.tls.NodeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ghostd init}: makes a node's directory. */
@Command(
    name = "init",
    description = "Makes a node's directory: keys, genesis and configuration.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  InitCommand() {}

  /** What the chain starts from: one of these. */
  static final class Source {
    @Option(
        names = "--devnet",
        description = "a new chain for this machine, with a faucet whose key everybody knows")
    boolean devnet;

    @Option(
        names = "--genesis",
        paramLabel = "FILE",
        description = "a genesis.toml, or the genesis.bin of a chain that is there")
    @Nullable Path genesis;
  }

  @Override
  public Integer call() throws IOException, DaemonException {
    Home target = home.home();
    Path folder = target.folder();
    if (Files.exists(target.genesisFile())) {
      throw new DaemonException(
          ExitCode.CANT_CREATE,
          "already-initialised",
          folder + " is a node's directory already",
          "name another with --data-dir");
    }
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(target.keys());
    Files.setPosixFilePermissions(target.keys(), PosixFilePermissions.fromString("rwx------"));
    createKey(target.resolve("keys/node.seed"));
    createKey(target.resolve("keys/validator.seed"));
    PublicKey validator = validatorKey(target.resolve("keys/validator.seed"));
    Clock clock = Clock.systemUTC();
    Genesis genesis =
        source.devnet || source.genesis == null
            ? GenesisFile.devnet(validator, clock.millis())
            : GenesisFile.read(source.genesis, validator, clock.millis());
    if (!Files.exists(target.config())) {
      Files.writeString(target.config(), GhostdConfig.loader().template());
    }
    target.writeGenesis(genesis);
    report(target, genesis);
    return 0;
  }

  private void report(Home target, Genesis genesis) throws IOException, DaemonException {
    String nodeId;
    byte[] seed = SeedFile.read(target.resolve("keys/node.seed"));
    try (NodeIdentity identity = NodeIdentity.fromSeed(seed)) {
      nodeId = identity.id().toString();
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("dataDir", target.folder());
    fields.put("network", genesis.network());
    fields.put("chainId", genesis.chainId());
    fields.put("genesisHash", genesis.hash());
    fields.put("nodeId", nodeId);
    fields.put("devnet", genesis.devnet());
    StringBuilder text = new StringBuilder();
    text.append("made      ").append(target.folder()).append('\n');
    text.append("network   ").append(genesis.network());
    text.append(", chain id ").append(genesis.chainId()).append('\n');
    text.append("genesis   ").append(genesis.hash()).append('\n');
    text.append("node id   ").append(nodeId).append('\n');
    if (genesis.devnet()) {
      fields.put("faucet", DevnetFaucet.account());
      text.append("faucet    ").append(DevnetFaucet.account());
      text.append("  (its key is public: never use it elsewhere)\n");
    }
    text.append("next      ghostd start --data-dir ").append(target.folder());
    output.result(text.toString(), fields);
  }

  private static void createKey(Path file) throws IOException {
    if (!Files.exists(file)) {
      SeedFile.create(file);
    }
  }

  private static PublicKey validatorKey(Path file) throws IOException, DaemonException {
    byte[] seed = SeedFile.read(file);
    try (PrivateKey key = Validator.SCHEME.fromSeed(seed)) {
      return key.publicKey();
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }
}
