package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.Home;
import io.ghostchain.ghostd.Node;
import io.ghostchain.ghostd.node.ChainImport;
import io.ghostchain.ghostd.store.ChainFile;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.CorruptStoreException;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.ghostd.verify.LedgerVerifier;
import io.ghostchain.ghostd.verify.VerificationDifference;
import io.ghostchain.protocol.Genesis;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ghostd import}: replays a chain that {@code ghostd export} wrote. */
@Command(
    name = "import",
    description = {
      "Replays an exported chain into an empty data directory; every certificate, signature and root"
          + " is checked.",
      "A validator starts on it after 'ghostd restore --resume-signing'."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "FILE", description = "what 'ghostd export' wrote")
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private Path file;

  ImportCommand() {}

  @Override
  public Integer call() throws IOException, ConfigException, DaemonException {
    Home at = home.home();
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      var reader = new ChainFile.Reader(file.toString(), in);
      Genesis genesis = reader.genesis();
      if (!Files.exists(at.genesisFile())) {
        Files.createDirectories(at.folder());
        at.writeGenesis(genesis);
      } else if (!at.genesis().hash().equals(genesis.hash())) {
        throw new DaemonException(
            ExitCode.DATA,
            "data-other-chain",
            file + " is of the chain " + genesis.hash() + ", " + at.folder() + " of another",
            "name the data directory of the same chain, or an empty one");
      }
      replay(at, genesis, reader);
    } catch (CorruptStoreException | VerificationDifference cause) {
      throw Node.fault(cause);
    }
    return 0;
  }

  private void replay(Home at, Genesis genesis, ChainFile.Reader reader)
      throws IOException, ConfigException, DaemonException {
    GhostdConfig config = home.load(Map.of()).value();
    var difference = new AtomicReference<@Nullable Throwable>();
    try (var directory = DataDirectory.open(at.chain(), genesis.hash());
        var verifier = new LedgerVerifier(config.verify(), at.folder(), difference::set);
        var store =
            ChainStore.open(directory, config.store(), genesis.hash(), ChainStore.Signing.NONE)) {
      ChainImport replay;
      try {
        replay = new ChainImport(genesis, store, verifier.ofBlocks());
      } catch (IllegalArgumentException occupied) {
        throw new DaemonException(
            ExitCode.CANT_CREATE,
            "chain-present",
            at.chain() + " holds a chain already",
            "name an empty data directory",
            occupied);
      }
      for (Optional<ChainFile.Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
        replay.add(next.get());
        Throwable differs = difference.get();
        if (differs != null) {
          throw Node.fault(differs);
        }
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("height", store.head().height());
      fields.put("hash", store.head().hash());
      fields.put("stateRoot", replay.stateRoot());
      fields.put("unverifiedBlocks", replay.unverified());
      output.result(
          "replayed to block "
              + store.head().height()
              + " "
              + store.head().hash()
              + ", state root "
              + replay.stateRoot()
              + (replay.unverified() == 0
                  ? ""
                  : "; the signatures of "
                      + replay.unverified()
                      + " blocks were pruned and not checked"),
          fields);
    }
  }
}
