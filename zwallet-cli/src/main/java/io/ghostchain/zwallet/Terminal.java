package io.ghostchain.zwallet;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Where a command reads and writes: the process's streams, or a test's. */
public interface Terminal {
  /** Results only. */
  PrintStream out();

  /** Prose, prompts and progress. */
  PrintStream err();

  /** What was piped in. */
  InputStream in();

  /** Whether a person can answer a prompt. */
  boolean interactive();

  /** One line typed by a person, or null at the end of input. */
  @Nullable String ask(String prompt);

  /** A line typed without echo, or null at the end of input. The caller wipes it. */
  char @Nullable [] askSecret(String prompt);

  /** The terminal of this process. */
  static Terminal ofProcess() {
    return new ProcessTerminal();
  }

  /**
   * Standard streams, and the console where there is one: without a terminal Java 25 may have none.
   */
  @SuppressWarnings("SystemConsoleNull")
  final class ProcessTerminal implements Terminal {
    @Override
    public PrintStream out() {
      return System.out;
    }

    @Override
    public PrintStream err() {
      return System.err;
    }

    @Override
    public InputStream in() {
      return System.in;
    }

    @Override
    public boolean interactive() {
      Console console = System.console();
      return console != null && console.isTerminal();
    }

    /** The prompt goes to standard error: standard output may be going to a file. */
    @Override
    public @Nullable String ask(String prompt) {
      System.err.print(prompt);
      System.err.flush();
      Console console = System.console();
      return console == null ? null : console.readLine();
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
      System.err.print(prompt);
      System.err.flush();
      Console console = System.console();
      return console == null ? null : console.readPassword();
    }
  }
}
