package io.ghostchain.zwallet.command;

import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Completion;
import io.ghostchain.zwallet.Zwallet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code zwallet completion}. */
@Command(
    name = "completion",
    description = "Prints the completion script of a shell.",
    usageHelpAutoWidth = true)
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  private final Cli cli;

  @Parameters(index = "0", paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    var grammar = Zwallet.wholeGrammar();
    cli.terminal()
        .out()
        .print(
            switch (shell) {
              case BASH -> Completion.bash(grammar);
              case ZSH -> Completion.zsh(grammar);
            });
    return 0;
  }
}
