package io.ghostchain.zwallet;

import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc.WalletServiceBlockingStub;
import io.ghostchain.zwallet.output.Output;
import io.ghostchain.zwallet.output.OutputFormat;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command works with: the terminal, the settings in force, and walletd, reached at the first
 * call. One thread runs a command.
 */
public final class Cli implements AutoCloseable {
  private final Terminal terminal;
  private final Map<String, String> env;
  private final Connector connector;
  private final RootOptions options;
  private @Nullable Settings settings;
  private @Nullable ManagedChannel channel;

  Cli(Terminal terminal, Map<String, String> env, Connector connector, RootOptions options) {
    this.terminal = terminal;
    this.env = env;
    this.connector = connector;
    this.options = options;
  }

  /** Where this command reads and writes. */
  public Terminal terminal() {
    return terminal;
  }

  /** The settings in force. */
  public Settings settings() {
    if (settings == null) {
      Map<Setting, String> given = new EnumMap<>(Setting.class);
      OutputFormat output = options.output();
      put(given, Setting.OUTPUT, output == null ? null : output.toString());
      put(given, Setting.ENDPOINT_FILE, options.endpointFile());
      put(given, Setting.TIMEOUT, options.timeout());
      settings = Settings.read(given, options.profile(), env);
    }
    return settings;
  }

  /** Where results go. */
  public Output output() {
    return new Output(terminal, format(settings().require(Setting.OUTPUT)));
  }

  /** Where a failure goes, even one of the settings themselves. */
  Output outputOfFailure() {
    OutputFormat given = options.output();
    if (given != null) {
      return new Output(terminal, given);
    }
    try {
      return output();
    } catch (Failure brokenSettings) {
      return new Output(terminal, OutputFormat.TEXT);
    }
  }

  /**
   * One call of walletd within the timeout in force.
   *
   * @throws Failure if it refuses or does not answer
   */
  public <T> T call(Function<WalletServiceBlockingStub, T> call) {
    return call(Durations.parse(settings().require(Setting.TIMEOUT)), call);
  }

  /** One call of walletd, or one stream of answers, within {@code limit}. */
  public <T> T call(Duration limit, Function<WalletServiceBlockingStub, T> call) {
    try {
      return call.apply(stub().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (StatusRuntimeException refused) {
      throw GrpcFailures.of(refused);
    }
  }

  /** A stream of answers that goes on until the person stops it. */
  public <T> T watch(Function<WalletServiceBlockingStub, T> call) {
    try {
      return call.apply(stub());
    } catch (StatusRuntimeException refused) {
      throw GrpcFailures.of(refused);
    }
  }

  /**
   * Asks for a yes.
   *
   * @throws Failure if the answer is no, or if nobody can answer
   */
  public void confirm(String question) {
    if (!terminal.interactive()) {
      throw Failure.of(
              ExitCode.USAGE,
              "NEEDS_CONFIRMATION",
              "this asks for a yes, and there is no terminal to ask")
          .hint("add --yes");
    }
    String answer = terminal.ask(question + " [y/N] ");
    if (answer == null
        || !(answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"))) {
      throw Failure.of(ExitCode.DECLINED, "DECLINED", "declined; nothing was done");
    }
  }

  /** Closes the connection, if one was opened. */
  @Override
  public void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private WalletServiceBlockingStub stub() {
    if (channel == null) {
      channel = connector.connect(settings());
    }
    return WalletServiceGrpc.newBlockingStub(channel);
  }

  private static void put(Map<Setting, String> settings, Setting setting, @Nullable String value) {
    if (value != null) {
      settings.put(setting, value);
    }
  }

  private static OutputFormat format(String text) {
    return switch (text) {
      case "text" -> OutputFormat.TEXT;
      case "json" -> OutputFormat.JSON;
      default -> throw Failure.usage("output: expected text or json, got " + text);
    };
  }
}
