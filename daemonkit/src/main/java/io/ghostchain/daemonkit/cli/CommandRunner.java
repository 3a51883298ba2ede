package io.ghostchain.daemonkit.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.config.ConfigException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs a picocli command so that every error is told alike. */
public final class CommandRunner {
  private CommandRunner() {}

  /**
   * A command line that answers errors as this package promises; for tests, which redirect its
   * streams.
   */
  public static CommandLine commandLine(Object command) {
    return answering(new CommandLine(command));
  }

  private static CommandLine answering(CommandLine commandLine) {
    commandLine.setExecutionExceptionHandler(
        (exception, line, parsed) -> report(line, wantsJson(parsed), fault(exception)));
    commandLine.setParameterExceptionHandler(
        (exception, arguments) -> usage(exception.getCommandLine(), List.of(arguments), exception));
    return commandLine;
  }

  /**
   * A command line with subcommands, of which the one that {@code arguments} begin with is made, or
   * all if they begin with none: picocli reads the annotations of each, and most starts want one.
   */
  public static CommandLine commandLine(
      Object command, List<Subcommand> subcommands, String... arguments) {
    var commandLine = new CommandLine(command);
    String first = arguments.length == 0 ? "" : arguments[0];
    boolean named = subcommands.stream().anyMatch(one -> one.name().equals(first));
    for (Subcommand one : subcommands) {
      if (!named || one.name().equals(first)) {
        commandLine.addSubcommand(one.name(), one.make().get());
      }
    }
    return answering(commandLine);
  }

  private static int usage(
      CommandLine line, List<String> arguments, CommandLine.ParameterException exception) {
    boolean json = arguments.contains("--output=json") || arguments.contains("-ojson");
    for (int i = 0; i + 1 < arguments.size(); i++) {
      json |=
          (arguments.get(i).equals("-o") || arguments.get(i).equals("--output"))
              && arguments.get(i + 1).equals("json");
    }
    String name = line.getCommandSpec().qualifiedName();
    return report(
        line,
        json,
        new DaemonException(
            ExitCode.USAGE,
            "usage",
            String.valueOf(exception.getMessage()),
            "see '" + name + " --help'"));
  }

  private static int report(CommandLine line, boolean json, DaemonException fault) {
    if (json) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("code", fault.code());
      error.put("message", fault.text());
      error.put("hint", fault.hint());
      error.put("exit", fault.exitCode().number());
      PrintWriter out = line.getOut();
      out.println(Json.write(Map.of("error", error)));
      out.flush();
    } else {
      PrintWriter err = line.getErr();
      err.println("error: " + fault.text());
      if (!fault.hint().isEmpty()) {
        err.println("hint: " + fault.hint());
      }
      err.flush();
    }
    return fault.exitCode().number();
  }

  private static boolean wantsJson(CommandLine.ParseResult parsed) {
    for (CommandLine.ParseResult level = parsed; level != null; level = level.subcommand()) {
      if (level.hasMatchedOption("--output")
          && level.matchedOptionValue("--output", OutputOption.Format.TEXT)
              == OutputOption.Format.JSON) {
        return true;
      }
    }
    return false;
  }

  /** The fault to tell a person for whatever a command threw. */
  public static DaemonException fault(Throwable exception) {
    return switch (exception) {
      case DaemonException fault -> fault;
      case ConfigException bad ->
          new DaemonException(
              ExitCode.CONFIG,
              "config-invalid",
              String.join("\n", bad.problems()),
              "every key is in docs/operating",
              bad);
      case NoSuchFileException missing ->
          new DaemonException(
              ExitCode.NO_INPUT, "file-missing", "no such file: " + missing.getFile(), "", missing);
      case AccessDeniedException denied ->
          new DaemonException(
              ExitCode.PERMISSION,
              "permission-denied",
              "permission denied: " + denied.getFile(),
              "",
              denied);
      case FileSystemException io ->
          new DaemonException(ExitCode.IO, "io", String.valueOf(io.getMessage()), "", io);
      case java.io.IOException io -> new DaemonException(ExitCode.IO, "io", describe(io), "", io);
      default ->
          new DaemonException(
              ExitCode.SOFTWARE,
              "internal",
              "internal error: " + exception,
              "please report it with the log",
              exception);
    };
  }

  private static String describe(Throwable exception) {
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }
}
