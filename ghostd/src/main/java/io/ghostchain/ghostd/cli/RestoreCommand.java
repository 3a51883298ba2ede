package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.Home;
import io.ghostchain.ghostd.Node;
import io.ghostchain.ghostd.ledger.GenesisState;
import io.ghostchain.ghostd.store.Backup;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.CorruptStoreException;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.protocol.Genesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ghostd restore}: takes a chain from a backup, and opens it to see that it is whole. */
@Command(
    name = "restore",
    description = {
      "Takes a chain from a backup, and opens it to see that it is whole.",
      "A validator then refuses to start until --resume-signing was given once: if its key signed"
          + " blocks after the backup was made, signing on would make a second chain."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "what 'ghostd backup' made; without it the chain that is there is taken")
  private @Nullable Path from;

  @Option(
      names = "--resume-signing",
      description = "the validator's key has signed nothing after the newest block here")
  private boolean resumeSigning;

  RestoreCommand() {}

  @Override
  public Integer call() throws IOException, ConfigException, DaemonException {
    Home to = home.home();
    if (from != null) {
      Home backup = new Home(from);
      Genesis genesis = backup.genesis();
      if (!Files.exists(to.genesisFile())) {
        Files.createDirectories(to.folder());
        to.writeGenesis(genesis);
      } else if (!to.genesis().hash().equals(genesis.hash())) {
        throw new DaemonException(
            ExitCode.DATA,
            "data-other-chain",
            from + " is of the chain " + genesis.hash() + ", " + to.folder() + " of another",
            "name the data directory of the same chain");
      }
      Files.createDirectories(to.chain());
      long _ = Backup.copy(backup.chain(), to.chain());
    }
    ChainStore.Head head = open(to, home.load(Map.of()).value());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("height", head.height());
    fields.put("hash", head.hash());
    fields.put("resumesSigning", resumeSigning);
    output.result("the chain ends at block " + head.height() + " " + head.hash(), fields);
    return 0;
  }

  private ChainStore.Head open(Home to, GhostdConfig config) throws IOException, DaemonException {
    Genesis genesis = to.genesis();
    try (var directory = DataDirectory.open(to.chain(), genesis.hash());
        var store =
            ChainStore.open(
                directory,
                config.store(),
                genesis.hash(),
                resumeSigning ? ChainStore.Signing.REMEMBERED : ChainStore.Signing.NONE)) {
      if (resumeSigning) {
        store.resumeSigning();
      }
      var _ = store.recover(GenesisState.of(genesis), 1);
      return store.head();
    } catch (CorruptStoreException corrupt) {
      throw Node.fault(corrupt);
    }
  }
}
