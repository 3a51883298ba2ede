package io.ghostchain.ghostd.cli;

import io.ghostchain.ghostd.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ghostd}: the list of commands. */
@Command(
    name = "ghostd",
    description = "The GhostChain node.",
    mixinStandardHelpOptions = true,
    versionProvider = GhostdCommand.Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure",
      "2:wrong command line",
      "65:corrupt or foreign data",
      "66:missing file",
      "69:service unreachable",
      "70:internal error",
      "73:cannot create a file",
      "74:input or output failed",
      "75:temporary failure, try again",
      "76:protocol error",
      "77:permission denied",
      "78:wrong configuration"
    },
    subcommands = {
      InitCommand.class,
      StartCommand.class,
      StatusCommand.class,
      CheckConfigCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ProvidersCommand.class,
      VersionCommand.class
    })
public final class GhostdCommand implements Runnable {
  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private CommandLine.Model.CommandSpec spec;

  /** For picocli. */
  public GhostdCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "expected a command");
  }

  /** Says the version. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ghostd " + Version.text()};
    }
  }
}
