package io.ghostchain.zwallet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A terminal whose person is a list of answers. */
final class FakeTerminal implements Terminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
  private final InputStream in;
  private final boolean interactive;
  private final Deque<String> answers;

  private FakeTerminal(String piped, boolean interactive, List<String> answers) {
    this.in = new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8));
    this.interactive = interactive;
    this.answers = new ArrayDeque<>(answers);
  }

  /** Nobody there, but something piped in. */
  static FakeTerminal piped(String input) {
    return new FakeTerminal(input, false, List.of());
  }

  /** A person who gives these answers in turn. */
  static FakeTerminal answering(String... answers) {
    return new FakeTerminal("", true, Arrays.asList(answers));
  }

  String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String told() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream out() {
    return outStream;
  }

  @Override
  public PrintStream err() {
    return errStream;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public @Nullable String ask(String prompt) {
    errStream.print(prompt);
    return answers.poll();
  }

  @Override
  public char @Nullable [] askSecret(String prompt) {
    String answer = ask(prompt);
    return answer == null ? null : answer.toCharArray();
  }
}
