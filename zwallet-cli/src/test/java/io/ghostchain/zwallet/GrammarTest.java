package io.ghostchain.zwallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class GrammarTest {
  private static final Pattern SECRET =
      Pattern.compile("passphrase|password|mnemonic|words|seed|private|secret|token|key");

  /**
   * What has such a word in its name and carries no secret: a number of words, a client's own mark.
   */
  private static final Set<String> HARMLESS = Set.of("--words", "--idempotency-key");

  private static final Connector NOBODY =
      settings -> {
        throw new AssertionError("this connects to nobody");
      };

  @Test
  void noOptionCarriesASecret() {
    for (CommandLine command : all()) {
      for (ArgSpec argument : command.getCommandSpec().args()) {
        String name =
            argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        boolean suspicious = SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
        boolean file = name.endsWith("-file") && argument.type() == Path.class;
        boolean flag = name.endsWith("-stdin") && argument.arity().max() == 0;
        assertTrue(
            !suspicious || file || flag || HARMLESS.contains(name),
            command.getCommandSpec().qualifiedName() + " " + name + " looks like a secret");
      }
    }
  }

  @Test
  void everyCommandAndOptionSaysWhatItIsFor() {
    for (CommandLine command : all()) {
      String name = command.getCommandSpec().qualifiedName();
      assertTrue(command.getCommandSpec().usageMessage().description().length > 0, name);
      for (ArgSpec argument : command.getCommandSpec().args()) {
        assertTrue(argument.description().length > 0, name + " " + argument);
      }
    }
  }

  @Test
  void commandsAreNounAndVerb() {
    Set<String> names = new TreeSet<>();
    for (CommandLine command : all()) {
      if (command.getSubcommands().isEmpty()) {
        names.add(command.getCommandSpec().qualifiedName());
      }
    }
    assertTrue(
        names.containsAll(
            List.of(
                "zwallet wallet create",
                "zwallet wallet restore",
                "zwallet wallet import",
                "zwallet wallet export",
                "zwallet wallet list",
                "zwallet address show",
                "zwallet balance",
                "zwallet send",
                "zwallet tx status",
                "zwallet tx watch",
                "zwallet history",
                "zwallet message sign",
                "zwallet message verify",
                "zwallet tx build",
                "zwallet tx sign",
                "zwallet tx typed-data",
                "zwallet tx cosign",
                "zwallet tx broadcast",
                "zwallet key rotate",
                "zwallet faucet fund",
                "zwallet config show",
                "zwallet completion")),
        names.toString());
  }

  @Test
  void helpAndVersionReachNobody() {
    assertTrue(written("--help").contains("wallet"), written("--help"));
    assertTrue(written("--help").contains("send"), written("--help"));
    assertFalse(written("--help").contains("\u001b["), "colours without a terminal");
    assertTrue(written("send", "--help").contains("--dry-run"), written("send", "--help"));
    assertTrue(written("wallet", "--help").contains("restore"), written("wallet", "--help"));
    assertTrue(written("--version").startsWith("zwallet "), written("--version"));
  }

  @Test
  void theCompletionScriptIsSmallAndCompletes(@TempDir Path folder) throws Exception {
    String script = written("completion", "bash");
    assertTrue(script.length() <= 20_000, script.length() + " bytes");
    Path file = Files.writeString(folder.resolve("completion.bash"), script);
    assertEquals("create", complete(file, "zwallet", "account", "cr"));
    assertEquals(
        "--passphrase-file", complete(file, "zwallet", "wallet", "unlock", "--passphrase-f"));
    assertEquals("provable", complete(file, "zwallet", "send", "--wait", "prov"));
  }

  @Test
  void everyCommandHasAManualPage(@TempDir Path folder) throws Exception {
    Documents.main(new String[] {folder.toString()});
    for (CommandLine command : all()) {
      String page =
          Files.readString(
              folder
                  .resolve("man/man1")
                  .resolve(command.getCommandSpec().qualifiedName("-") + ".1"));
      assertTrue(page.startsWith(".TH "), page);
      assertFalse(page.contains("${"), page);
    }
    String root = Files.readString(folder.resolve("man/man1/zwallet.1"));
    assertTrue(root.contains("EXIT STATUS") && root.contains("130"), root);
  }

  @Test
  void exitCodesAreTheDocumentedOnes() {
    Map<ExitCode, Integer> documented =
        Map.of(
            ExitCode.OK, 0,
            ExitCode.FAILURE, 1,
            ExitCode.USAGE, 2,
            ExitCode.DECLINED, 3,
            ExitCode.LOCKED, 4,
            ExitCode.UNREACHABLE, 5,
            ExitCode.REJECTED, 6,
            ExitCode.TIMED_OUT, 7,
            ExitCode.INTERRUPTED, 130);
    documented.forEach((code, number) -> assertEquals(number, code.number()));
    assertEquals(documented.size(), ExitCode.values().length);
  }

  @Test
  void theListOfCommandsIsTheOneOfTheWholeGrammar() {
    assertEquals(
        Zwallet.wholeGrammar().getUsageMessage(CommandLine.Help.Ansi.OFF), written("--help"));
  }

  private static String written(String... args) {
    FakeTerminal terminal = FakeTerminal.piped("");
    assertEquals(0, new Zwallet(terminal, Map.of(), NOBODY).run(args), terminal.told());
    return terminal.written();
  }

  /** What bash offers for the last word. */
  private static String complete(Path script, String... words) throws Exception {
    String program =
        "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _zwallet; echo \"${COMPREPLY[*]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", program, script.toString()));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer =
        new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, bash.waitFor(), answer);
    return answer;
  }

  private static List<CommandLine> all() {
    List<CommandLine> all = new ArrayList<>();
    collect(Zwallet.wholeGrammar(), all);
    return all;
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, all));
  }
}
