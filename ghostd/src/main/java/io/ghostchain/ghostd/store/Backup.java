package io.ghostchain.ghostd.store;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of a chain's folder, also while its node runs: the logs only grow, so a copy of a growing
 * file is a log with a torn tail, which the first append cuts. The index is left out, since it is
 * rebuilt, and so is the memory of what was signed, since it would be outdated.
 */
public final class Backup {
  private static final List<String> LOGS = List.of("chain", "witness");
  private static final String FORMAT = "FORMAT";

  private Backup() {}

  /**
   * Copies a chain into a folder that has none.
   *
   * @return bytes copied
   */
  public static long copy(Path from, Path to) throws IOException, DaemonException {
    if (!Files.exists(from.resolve(FORMAT))) {
      throw new DaemonException(
          ExitCode.NO_INPUT, "chain-missing", from + " holds no chain of ghostd", "");
    }
    if (Files.exists(to.resolve(FORMAT))) {
      throw new DaemonException(
          ExitCode.CANT_CREATE,
          "chain-present",
          to + " holds a chain already",
          "name another directory, or move that one away");
    }
    long bytes = 0;
    for (String log : LOGS) {
      Files.createDirectories(to.resolve(log));
      List<Path> segments;
      try (Stream<Path> files = Files.list(from.resolve(log))) {
        segments = files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
      }
      for (Path segment : segments) {
        try {
          Path copy = to.resolve(log).resolve(segment.getFileName());
          Files.copy(segment, copy);
          bytes += Files.size(copy);
        } catch (NoSuchFileException pruned) {
          // A segment of witnesses may go while we copy.
          if (log.equals("chain")) {
            throw pruned;
          }
        }
      }
      FolderDisk.sync(to.resolve(log));
    }
    // Last: without it the folder is not taken for a chain.
    Files.copy(from.resolve(FORMAT), to.resolve(FORMAT));
    FolderDisk.sync(to);
    return bytes;
  }
}
