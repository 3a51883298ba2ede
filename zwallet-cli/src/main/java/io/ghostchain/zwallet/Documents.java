package io.ghostchain.zwallet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Writes what the build makes from the grammar: manual pages and completion scripts. */
final class Documents {
  private Documents() {}

  /**
   * Writes {@code man/man1/} and {@code completion/} into the folder that the one argument names.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    CommandLine grammar = Zwallet.wholeGrammar();
    ManPages.write(grammar, folder.resolve("man/man1"));
    Path completion = Files.createDirectories(folder.resolve("completion"));
    Files.writeString(completion.resolve("zwallet.bash"), Completion.bash(grammar));
    Files.writeString(completion.resolve("_zwallet"), Completion.zsh(grammar));
  }
}
