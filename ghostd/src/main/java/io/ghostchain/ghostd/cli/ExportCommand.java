package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.ghostd.Home;
import io.ghostchain.ghostd.Node;
import io.ghostchain.ghostd.ledger.GenesisState;
import io.ghostchain.ghostd.store.ChainFile;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.CorruptStoreException;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.protocol.Genesis;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ghostd export}: writes the chain into one file. */
@Command(
    name = "export",
    description =
        "Writes genesis, blocks and certificates into one file. The node must be stopped.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "FILE",
      description = "the file to make; one that is there is not overwritten")
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private Path file;

  ExportCommand() {}

  @Override
  public Integer call() throws IOException, ConfigException, DaemonException {
    Home at = home.home();
    Genesis genesis = at.genesis();
    try (var directory = DataDirectory.open(at.chain(), genesis.hash());
        var store =
            ChainStore.open(
                directory,
                home.load(Map.of()).value().store(),
                genesis.hash(),
                ChainStore.Signing.NONE);
        var out =
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                1 << 20)) {
      var recovered = store.recover(GenesisState.of(genesis), 1);
      var writer = new ChainFile.Writer(out, genesis);
      for (long height = 1; height <= store.head().height(); height++) {
        writer.add(store.blockWithWitnesses(height).orElseThrow());
      }
      long blocks = writer.finish();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", file);
      fields.put("blocks", blocks);
      fields.put("stateRoot", recovered.state().tip().root());
      output.result(
          "wrote " + blocks + " blocks to " + file + ", state root " + fields.get("stateRoot"),
          fields);
    } catch (CorruptStoreException corrupt) {
      throw Node.fault(corrupt);
    }
    return 0;
  }
}
