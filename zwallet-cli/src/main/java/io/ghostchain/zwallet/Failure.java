package io.ghostchain.zwallet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a command did not do what was asked: a stable code for programs, a sentence for people, and
 * where there is one the next thing to try. Becomes the error object of {@code --output json}.
 */
public final class Failure extends RuntimeException {
  private final ExitCode exit;
  private final String code;
  private final @Nullable String hint;
  private final Map<String, String> details;

  /** A failure with everything that is known about it. */
  public Failure(
      ExitCode exit,
      String code,
      String message,
      @Nullable String hint,
      Map<String, String> details) {
    super(message, null, false, false);
    this.exit = exit;
    this.code = code;
    this.hint = hint;
    this.details = new LinkedHashMap<>(details);
  }

  /** A failure that explains itself. */
  public static Failure of(ExitCode exit, String code, String message) {
    return new Failure(exit, code, message, null, Map.of());
  }

  /** A command line that cannot be right. */
  public static Failure usage(String message) {
    return of(ExitCode.USAGE, "USAGE", message);
  }

  /** A file that cannot be read or written. */
  public static Failure file(String message) {
    return of(ExitCode.FAILURE, "FILE", message);
  }

  /** The same with the next thing to try. */
  public Failure hint(String next) {
    return new Failure(exit, code, text(), next, details);
  }

  /** What the process answers. */
  public ExitCode exit() {
    return exit;
  }

  /** Upper-case words joined by underscores; never changes for one kind of failure. */
  public String code() {
    return code;
  }

  /** The sentence for people. */
  public String text() {
    String message = getMessage();
    return message == null ? code : message;
  }

  /** The next thing to try, if there is one. */
  public @Nullable String hint() {
    return hint;
  }

  /** Figures such as have and need, by name, in the order of telling. */
  public Map<String, String> details() {
    return new LinkedHashMap<>(details);
  }
}
