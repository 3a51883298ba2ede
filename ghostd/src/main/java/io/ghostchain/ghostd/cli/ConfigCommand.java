package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.daemonkit.config.LoadedConfig;
import io.ghostchain.ghostd.GhostdConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ghostd config}: what the configuration is, and what can be in one. */
@Command(
    name = "config",
    description = "Shows the configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConfigCommand.Show.class,
      ConfigCommand.Template.class,
      ConfigCommand.Reference.class
    })
final class ConfigCommand implements Runnable {
  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private CommandLine.Model.CommandSpec spec;

  ConfigCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "expected a command");
  }

  /** {@code ghostd config show}. */
  @Command(
      name = "show",
      description = "Shows every key with its value.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin private HomeOptions home = new HomeOptions();
    @Mixin private OutputOption output = new OutputOption();

    @Option(names = "--origin", description = "also says where each value came from")
    private boolean origin;

    Show() {}

    @Override
    public Integer call() throws IOException, ConfigException, DaemonException {
      StringBuilder text = new StringBuilder();
      Map<String, Object> fields = new LinkedHashMap<>();
      for (LoadedConfig.Origin setting : home.load(Map.of()).settings()) {
        text.append(setting.key()).append(" = ").append(setting.value());
        if (origin) {
          text.append("  # ").append(setting.origin());
          Map<String, String> both = new LinkedHashMap<>();
          both.put("value", setting.value());
          both.put("origin", setting.origin());
          fields.put(setting.key(), both);
        } else {
          fields.put(setting.key(), setting.value());
        }
        text.append('\n');
      }
      output.result(text.toString().stripTrailing(), fields);
      return 0;
    }
  }

  /** {@code ghostd config template}. */
  @Command(
      name = "template",
      description = "Prints a configuration file with every key at its default.",
      mixinStandardHelpOptions = true)
  static final class Template implements Callable<Integer> {
    @Mixin private OutputOption output = new OutputOption();

    Template() {}

    @Override
    public Integer call() {
      String template = GhostdConfig.loader().template();
      output.result(template.stripTrailing(), Map.of("template", template));
      return 0;
    }
  }

  /** {@code ghostd config reference}. */
  @Command(
      name = "reference",
      description = "Prints every key as Markdown tables, as docs/operating has them.",
      mixinStandardHelpOptions = true)
  static final class Reference implements Callable<Integer> {
    @Mixin private OutputOption output = new OutputOption();

    Reference() {}

    @Override
    public Integer call() {
      String reference = GhostdConfig.loader().reference();
      output.result(reference.stripTrailing(), Map.of("reference", reference));
      return 0;
    }
  }
}
