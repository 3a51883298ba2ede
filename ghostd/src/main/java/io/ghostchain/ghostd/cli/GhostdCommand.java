package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.cli.CommandRunner;
import io.ghostchain.daemonkit.cli.Subcommand;
import io.ghostchain.ghostd.Version;
import java.util.List;
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
    })
public final class GhostdCommand implements Runnable {
  private static final List<Subcommand> SUBCOMMANDS =
      List.of(
          new Subcommand("init", InitCommand::new),
          new Subcommand("start", StartCommand::new),
          new Subcommand("status", StatusCommand::new),
          new Subcommand("check-config", CheckConfigCommand::new),
          new Subcommand("config", ConfigCommand::new),
          new Subcommand("doctor", DoctorCommand::new),
          new Subcommand("backup", BackupCommand::new),
          new Subcommand("restore", RestoreCommand::new),
          new Subcommand("export", ExportCommand::new),
          new Subcommand("import", ImportCommand::new),
          new Subcommand("providers", ProvidersCommand::new),
          new Subcommand("version", VersionCommand::new));

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private CommandLine.Model.CommandSpec spec;

  private GhostdCommand() {}

  /** The command line, as far as these arguments need it. */
  public static CommandLine commandLine(String... arguments) {
    return CommandRunner.commandLine(new GhostdCommand(), SUBCOMMANDS, arguments);
  }

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
