package io.ghostchain.daemonkit.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/**
 * The {@code --output} option and the way to print with it. Mix it into every command with {@link
 * picocli.CommandLine.Mixin}.
 */
public final class OutputOption {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private CommandLine.Model.CommandSpec command;

  @CommandLine.Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})",
      defaultValue = "text",
      converter = FormatConverter.class)
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private Format format;

  /** For picocli. */
  public OutputOption() {}

  /** How a result is printed. */
  public enum Format {
    /** For people. */
    TEXT,
    /** For programs: one object. */
    JSON
  }

  /** Whether results are wanted as JSON. */
  public boolean isJson() {
    return format == Format.JSON;
  }

  /** Prints a result: {@code text} for people, or {@code fields} as one JSON object. */
  public void result(String text, Map<String, ?> fields) {
    PrintWriter out = command.commandLine().getOut();
    out.println(isJson() ? Json.write(fields) : text);
    out.flush();
  }

  /** Prints a line for people, on standard error, also with JSON. */
  public void note(String text) {
    PrintWriter err = command.commandLine().getErr();
    err.println(text);
    err.flush();
  }

  /** Reads a format in lower case. */
  static final class FormatConverter implements CommandLine.ITypeConverter<Format> {
    @Override
    public Format convert(String value) {
      for (Format format : Format.values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(value)) {
          return format;
        }
      }
      throw new CommandLine.TypeConversionException("expected text or json, got '" + value + "'");
    }
  }
}
