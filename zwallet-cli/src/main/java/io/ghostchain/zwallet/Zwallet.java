package io.ghostchain.zwallet;

import io.ghostchain.zwallet.command.Commands;
import io.ghostchain.zwallet.output.OutputFormat;
import io.grpc.StatusRuntimeException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One run of the command line: the grammar, and what becomes of a failure. */
public final class Zwallet {
  private final Terminal terminal;
  private final Map<String, String> env;
  private final Connector connector;

  /** A command line on a terminal, with an environment and a way to walletd. */
  public Zwallet(Terminal terminal, Map<String, String> env, Connector connector) {
    this.terminal = terminal;
    this.env = Map.copyOf(env);
    this.connector = connector;
  }

  /** Runs one command; answers what the process exits with. */
  public int run(String... args) {
    RootOptions options = new RootOptions();
    if (asksForJson(args)) {
      // Errors of the command line itself are JSON too, and they come before the options are read.
      options.output(OutputFormat.JSON);
    }
    try (Cli cli = new Cli(terminal, env, connector, options)) {
      return grammar(cli, options, args).execute(args);
    }
  }

  /** The whole grammar, without a way to run it: for completion, man pages and tests. */
  public static CommandLine wholeGrammar() {
    RootOptions options = new RootOptions();
    Cli cli =
        new Cli(
            Terminal.ofProcess(),
            Map.of(),
            settings -> {
              throw new IllegalStateException("this grammar runs nothing");
            },
            options);
    return Commands.attach(root(options), cli, word -> true);
  }

  /**
   * The grammar as far as this command line needs it: building all of it costs more than running
   * most commands. Where none of the names occurs, for help and for typing errors, all of it.
   */
  private CommandLine grammar(Cli cli, RootOptions options, String[] args) {
    List<String> words = Arrays.asList(args);
    CommandLine line = Commands.attach(root(options), cli, words::contains);
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(new ColorScheme.Builder(ansi()).build());
    line.setParameterExceptionHandler((wrong, given) -> usage(cli, wrong));
    line.setExecutionExceptionHandler((thrown, at, result) -> failure(cli, thrown));
    line.setExecutionStrategy(this::execute);
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }

  private static CommandLine root(RootOptions options) {
    CommandLine root = new CommandLine(options.spec());
    root.getCommandSpec().versionProvider(() -> new String[] {"zwallet " + version()});
    return root;
  }

  private int execute(ParseResult result) {
    ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Integer help = CommandLine.executeHelpRequest(result);
    if (help != null) {
      return help;
    }
    CommandLine line = last.commandSpec().commandLine();
    if (line.getCommandSpec().userObject() instanceof java.util.concurrent.Callable<?>) {
      return new CommandLine.RunLast().execute(result);
    }
    throw new ParameterException(
        line,
        last.commandSpec().qualifiedName()
            + " needs a command: "
            + String.join(", ", new TreeSet<>(line.getSubcommands().keySet())));
  }

  private int usage(Cli cli, ParameterException wrong) {
    CommandLine at = wrong.getCommandLine();
    String command = at.getCommandSpec().qualifiedName();
    String message = String.valueOf(wrong.getMessage());
    String hint = command + " --help";
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String typed = unmatched.getUnmatched().getFirst();
      boolean group = !at.getSubcommands().isEmpty();
      message =
          command
              + (typed.startsWith("-")
                  ? " has no option "
                  : group ? " has no command " : " did not expect ")
              + typed;
      String near =
          typed.startsWith("-")
              ? Suggestions.nearest(typed, at.getCommandSpec().optionsMap().keySet())
              : Suggestions.nearest(typed, at.getSubcommands().keySet());
      if (near != null) {
        hint = command + " " + near;
      }
    } else if (wrong instanceof MissingParameterException) {
      message = command + ": " + message;
    }
    return report(cli, Failure.usage(message).hint(hint));
  }

  private int failure(Cli cli, Throwable thrown) {
    return switch (thrown) {
      case Failure failure -> report(cli, failure);
      case StatusRuntimeException refused -> report(cli, GrpcFailures.of(refused));
      case ParameterException wrong -> usage(cli, wrong);
      default -> {
        terminal.err().println("zwallet: this is a defect of zwallet:");
        thrown.printStackTrace(terminal.err());
        yield report(cli, Failure.of(ExitCode.FAILURE, "INTERNAL", thrown.toString()));
      }
    };
  }

  private static int report(Cli cli, Failure failure) {
    cli.outputOfFailure().failure(failure);
    return failure.exit().number();
  }

  private Ansi ansi() {
    boolean plain = env.containsKey("NO_COLOR") || "dumb".equals(env.get("TERM"));
    return plain || !terminal.interactive() ? Ansi.OFF : Ansi.AUTO;
  }

  private boolean asksForJson(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String word = args[i];
      if (word.equals("--output=json") || word.equals("-o=json") || word.equals("-ojson")) {
        return true;
      }
      boolean named = word.equals("-o") || word.equals("--output");
      if (named && i + 1 < args.length && args[i + 1].equalsIgnoreCase("json")) {
        return true;
      }
    }
    return "json".equals(env.get(Setting.OUTPUT.variable()));
  }

  static String version() {
    String version = Zwallet.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
