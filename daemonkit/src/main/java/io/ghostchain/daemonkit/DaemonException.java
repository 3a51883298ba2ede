package io.ghostchain.daemonkit;

import org.jspecify.annotations.Nullable;

/**
 * A fault that ends the program with a message for a person: what was expected, what came, and what
 * to do. Never shown with a stack trace.
 */
public final class DaemonException extends Exception {
  private final ExitCode exitCode;
  private final String code;
  private final String hint;

  /**
   * A fault.
   *
   * @param code stable, in {@code lower-case-dashed}, for scripts
   * @param hint what to do about it; may be empty
   */
  public DaemonException(ExitCode exitCode, String code, String message, String hint) {
    this(exitCode, code, message, hint, null);
  }

  /** A fault with what caused it. */
  public DaemonException(
      ExitCode exitCode, String code, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.code = code;
    this.hint = hint;
  }

  /** What the process returns. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** Stable name of the fault. */
  public String code() {
    return code;
  }

  /** What to do about it; may be empty. */
  public String hint() {
    return hint;
  }

  /** The message, never absent. */
  public String text() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
