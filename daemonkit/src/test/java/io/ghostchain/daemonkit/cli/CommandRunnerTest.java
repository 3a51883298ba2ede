package io.ghostchain.daemonkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandRunnerTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @CommandLine.Command(name = "demo")
  static final class Demo implements Callable<Integer> {
    @CommandLine.Mixin OutputOption output = new OutputOption();

    @CommandLine.Option(names = "--fail")
    String fail = "";

    @Override
    public Integer call() throws Exception {
      switch (fail) {
        case "" -> output.result("all well", Map.of("well", true));
        case "known" -> throw new DaemonException(ExitCode.DATA, "foreign", "not ours", "look");
        default -> throw new IllegalStateException("secret detail");
      }
      return 0;
    }
  }

  @Test
  void aResultIsTextOrOneObject() {
    assertEquals(0, run());
    assertEquals("all well\n", out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run("-o", "json"));
    assertEquals("{\"well\":true}\n", out.toString());
  }

  @Test
  void anErrorIsProseOnStandardErrorWithItsExitCode() {
    assertEquals(65, run("--fail", "known"));
    assertEquals("error: not ours\nhint: look\n", err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void withJsonAnErrorIsAnObjectOnStandardOutput() {
    assertEquals(65, run("--fail", "known", "--output", "json"));
    assertEquals(
        "{\"error\":{\"code\":\"foreign\",\"message\":\"not ours\",\"hint\":\"look\",\"exit\":65}}\n",
        out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void aWrongCommandLineIsUsageInBothForms() {
    assertEquals(2, run("--nonsense"));
    assertTrue(err.toString().startsWith("error: Unknown option: '--nonsense'"), err.toString());
    assertEquals(2, run("--nonsense", "-o", "json"));
    assertTrue(out.toString().startsWith("{\"error\":{\"code\":\"usage\""), out.toString());
  }

  @Test
  void anInternalErrorHasNoStackTrace() {
    assertEquals(70, run("--fail", "unknown"));
    assertTrue(err.toString().startsWith("error: internal error: "), err.toString());
    assertEquals(2, err.toString().lines().count());
  }

  @Test
  void onlyTheSubcommandThatIsNamedIsMade() {
    List<String> made = new ArrayList<>();
    List<Subcommand> subcommands =
        Stream.of("one", "two")
            .map(name ->
                new Subcommand(
                    name,
                    () -> {
                      made.add(name);
                      return new Demo();
                    }))
            .toList();
    assertEquals(
        Set.of("two"),
        CommandRunner.commandLine(new Demo(), subcommands, "two", "one").getSubcommands().keySet());
    assertEquals(List.of("two"), made);
    assertEquals(
        Set.of("one", "two"),
        CommandRunner.commandLine(new Demo(), subcommands, "three").getSubcommands().keySet());
  }

  @Test
  void jsonEscapesWhatMustBeEscaped() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a\"\\\n\u0001", Arrays.asList(1, 2L, null, true, "é"));
    value.put("empty", Map.of());
    assertEquals("{\"a\\\"\\\\\\n\\u0001\":[1,2,null,true,\"é\"],\"empty\":{}}", Json.write(value));
    assertEquals("[]", Json.write(Arrays.asList()));
    assertEquals("\"a/b\"", Json.write(Path.of("a/b")), "a path is iterable, and no list");
  }

  private int run(String... arguments) {
    return CommandRunner.commandLine(new Demo())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
