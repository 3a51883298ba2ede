package io.ghostchain.zwallet;

import io.ghostchain.zwallet.output.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * What may stand behind every command. Settings fill in what is not given here.
 *
 * <p>The grammar is built by calls, not read from annotations: the JVM makes a proxy class for each
 * kind of annotation it meets, which no AOT cache keeps and every command would wait for.
 */
final class RootOptions {
  private final Given<OutputFormat> output = new Given<>(OutputFormat.class);
  private final Given<String> profile = new Given<>(String.class);
  private final Given<String> endpointFile = new Given<>(String.class);
  private final Given<String> timeout = new Given<>(String.class);

  /** How results and errors are written, if it was given. */
  @Nullable OutputFormat output() {
    return output.value;
  }

  /** Sets what holds until the command line is read. */
  void output(OutputFormat format) {
    output.value = format;
  }

  /** A profile of the settings file, if one was given. */
  @Nullable String profile() {
    return profile.value;
  }

  /** The endpoint file that walletd writes, if it was given. */
  @Nullable String endpointFile() {
    return endpointFile.value;
  }

  /** How long one call may take, if it was given. */
  @Nullable String timeout() {
    return timeout.value;
  }

  /** The grammar of {@code zwallet} without its commands. */
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("zwallet");
    spec.usageMessage()
        .description("Keeps and moves assets on a post-quantum chain.")
        .sortOptions(false)
        .autoWidth(true);
    spec.addOption(
        option(output, "text|json", "How results and errors are written.", "-o", "--output"));
    spec.addOption(option(profile, "NAME", "A profile of the settings file.", "--profile"));
    spec.addOption(
        option(endpointFile, "FILE", "The endpoint file that walletd writes.", "--endpoint-file"));
    spec.addOption(
        option(timeout, "TIME", "How long one call may take, such as 10s.", "--timeout"));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Shows this help.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Shows the version.")
            .build());
    return spec;
  }

  private static OptionSpec option(
      Given<?> given, String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(given.type)
        .paramLabel(label)
        .scopeType(ScopeType.INHERIT)
        .description(description)
        .getter(given)
        .setter(given)
        .build();
  }

  /** The value of an option, or null where it was not given. */
  private static final class Given<V> implements IGetter, ISetter {
    private final Class<V> type;
    private @Nullable V value;

    Given(Class<V> type) {
      this.type = type;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // picocli's
    public <T> T get() {
      return (T) value;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // picocli says nothing about null
    public <T> T set(T next) {
      T before = (T) value;
      value = type.cast(next);
      return before;
    }
  }
}
