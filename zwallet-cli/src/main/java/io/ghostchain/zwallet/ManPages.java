package io.ghostchain.zwallet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the manual pages, one a command, from the grammar itself: man(7) macros, section 1. */
final class ManPages {
  private ManPages() {}

  /** Writes a command's page and those of its subcommands. */
  static void write(CommandLine command, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name(command.getCommandSpec()) + ".1"), page(command));
    for (CommandLine sub : command.getSubcommands().values()) {
      write(sub, folder);
    }
  }

  static String page(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    StringBuilder page = new StringBuilder();
    page.append(".TH ").append(escape(name(spec)).toUpperCase(java.util.Locale.ROOT));
    page.append(" 1 \"\" \"zwallet ").append(Zwallet.version()).append("\" \"GhostChain\"\n");
    page.append(".SH NAME\n").append(escape(name(spec))).append(" \\- ");
    page.append(escape(String.join(" ", spec.usageMessage().description()))).append('\n');
    page.append(".SH SYNOPSIS\n.B ").append(escape(spec.qualifiedName())).append('\n');
    page.append(command.getSubcommands().isEmpty() ? "" : ".I COMMAND\n");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      page.append(".I ").append(escape(parameter.paramLabel())).append('\n');
    }
    page.append(".RI [ OPTIONS ]\n");
    if (!command.getSubcommands().isEmpty()) {
      page.append(".SH COMMANDS\n");
      for (CommandLine sub : command.getSubcommands().values()) {
        item(page, sub.getCommandName(), "", sub.getCommandSpec().usageMessage().description());
      }
    }
    if (!spec.positionalParameters().isEmpty()) {
      page.append(".SH ARGUMENTS\n");
      for (PositionalParamSpec parameter : spec.positionalParameters()) {
        item(page, parameter.paramLabel(), "", description(parameter));
      }
    }
    page.append(".SH OPTIONS\n");
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        String label = option.arity().max() == 0 ? "" : option.paramLabel();
        item(page, names(option), label, description(option));
      }
    }
    if (spec.parent() == null) {
      page.append(".SH EXIT STATUS\n");
      for (ExitCode code : ExitCode.values()) {
        String name = code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        item(page, Integer.toString(code.number()), "", name);
      }
      page.append(".SH ENVIRONMENT\n");
      for (Setting setting : Setting.values()) {
        item(page, setting.variable(), "", setting.summary());
      }
    }
    return page.toString();
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", List.of(option.names()));
    return option.negatable() ? names + ", --no-" + option.longestName().substring(2) : names;
  }

  /** With the default in place of picocli's variable for it. */
  private static String[] description(ArgSpec argument) {
    String text = String.join(" ", argument.description());
    return new String[] {text.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))};
  }

  private static void item(StringBuilder page, String head, String label, String... text) {
    page.append(".TP\n\\fB").append(escape(head)).append("\\fR");
    if (!label.isEmpty()) {
      page.append(" \\fI").append(escape(label)).append("\\fR");
    }
    page.append('\n').append(escape(String.join(" ", text))).append('\n');
  }

  /**
   * Backslashes, hyphens that must stay hyphens, and a control character at the start of a line.
   */
  private static String escape(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
