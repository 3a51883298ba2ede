package io.ghostchain.zwallet;

/**
 * What the process answers to its caller; a stable interface, listed in docs/operating/zwallet.md.
 */
public enum ExitCode {
  /** It did what was asked. */
  OK(0),
  /** It could not, for a reason without its own number. */
  FAILURE(1),
  /** The command line is wrong, or it would have to ask and nobody can answer. */
  USAGE(2),
  /** The person said no. */
  DECLINED(3),
  /** The wallet is locked, or the passphrase or the token is not accepted. */
  LOCKED(4),
  /** walletd, or the node behind it, does not answer. */
  UNREACHABLE(5),
  /** The chain refuses the transaction, or it failed when it ran. */
  REJECTED(6),
  /** Waiting took longer than allowed. */
  TIMED_OUT(7),
  /** Stopped by Ctrl-C. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number that the shell sees. */
  public int number() {
    return number;
  }
}
