package io.ghostchain.zwallet;

import io.ghostchain.zwallet.output.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What may stand behind every command. Settings fill in what is not given here. */
@Command(
    name = "zwallet",
    description = "Keeps and moves assets on a post-quantum chain.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class RootOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "How results and errors are written.")
  @Nullable OutputFormat output;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "A profile of the settings file.")
  @Nullable String profile;

  @Option(
      names = "--endpoint-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The endpoint file that walletd writes.")
  @Nullable String endpointFile;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      description = "How long one call may take, such as 10s.")
  @Nullable String timeout;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  boolean version;
}
