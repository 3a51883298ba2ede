package io.ghostchain.daemonkit;

/** How a program ended. The numbers from 64 on are those of BSD's sysexits(3). */
public enum ExitCode {
  /** It did what it was asked. */
  OK(0, "success"),
  /** It did not, for a reason that no other code names. */
  FAILURE(1, "failure"),
  /** The command line was wrong. */
  USAGE(2, "wrong command line"),
  /** Stored data is damaged or belongs to something else. */
  DATA(65, "corrupt or foreign data"),
  /** A file that was named is not there. */
  NO_INPUT(66, "missing file"),
  /** A service it needs does not answer. */
  UNAVAILABLE(69, "service unreachable"),
  /** A fault of our own. */
  SOFTWARE(70, "internal error"),
  /** A file or directory cannot be made. */
  CANT_CREATE(73, "cannot create a file"),
  /** Reading or writing failed. */
  IO(74, "input or output failed"),
  /** Trying again later may work: a lock is held, a port is in use. */
  TEMPORARY(75, "temporary failure, try again"),
  /** The other side answered something that it should not. */
  PROTOCOL(76, "protocol error"),
  /** A file's mode or owner forbids it, or is too open for a secret. */
  PERMISSION(77, "permission denied"),
  /**
   * The configuration or the genesis is wrong, or the chain follows rules this version does not
   * know.
   */
  CONFIG(78, "wrong configuration");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What the process returns. */
  public int number() {
    return number;
  }

  /** A few words for a table. */
  public String meaning() {
    return meaning;
  }
}
