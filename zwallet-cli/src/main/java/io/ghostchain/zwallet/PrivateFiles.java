package io.ghostchain.zwallet;

import io.ghostchain.walletkit.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** New files that their owner alone may read, with failures that a person understands. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Writes one.
   *
   * @throws Failure if it exists already or cannot be written
   */
  public static void create(Path file, byte[] content) {
    try {
      new PrivateFile(file).create(content);
    } catch (FileAlreadyExistsException exists) {
      throw Failure.file(file + " exists already; nothing was overwritten");
    } catch (IOException unwritable) {
      throw Failure.file("cannot write " + file + ": " + unwritable.getMessage());
    }
  }
}
