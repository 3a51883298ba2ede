package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Genesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A node's directory: {@code ghostd.toml}, {@code genesis.bin}, {@code keys/}, the chain in {@code
 * chain/}, and while it runs {@code ghostd.endpoint}.
 */
public record Home(Path folder) {
  /** The configuration. */
  public Path config() {
    return folder.resolve("ghostd.toml");
  }

  /** The encoded genesis. */
  public Path genesisFile() {
    return folder.resolve("genesis.bin");
  }

  /** Seeds of keys. */
  public Path keys() {
    return folder.resolve("keys");
  }

  /** What {@link DataDirectory} locks. */
  public Path chain() {
    return folder.resolve("chain");
  }

  /** Where a running node says how to reach it. */
  public Path endpoint() {
    return folder.resolve("ghostd.endpoint");
  }

  /** A file that the configuration names. */
  public Path resolve(String file) {
    return folder.resolve(file);
  }

  /** Writes the genesis. */
  public void writeGenesis(Genesis genesis) throws IOException {
    DataDirectory.writeDurably(genesisFile(), genesis.encode());
  }

  /** Reads the genesis. */
  public Genesis genesis() throws IOException, DaemonException {
    if (!Files.exists(genesisFile())) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "not-initialised",
          folder + " has no genesis.bin",
          "run 'ghostd init --devnet --data-dir " + folder + "' for a chain of your own");
    }
    try {
      return Genesis.decode(Files.readAllBytes(genesisFile()));
    } catch (DecodeException e) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "genesis-invalid",
          genesisFile() + ": " + e.getMessage(),
          "restore the file from another node of the chain",
          e);
    }
  }
}
