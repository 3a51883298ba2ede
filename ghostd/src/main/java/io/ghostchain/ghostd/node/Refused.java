package io.ghostchain.ghostd.node;

import io.ghostchain.protocol.Reason;

/**
 * A transaction that is not taken. Has no stack trace: a client's nonsense must cost us less than
 * it costs the client.
 */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String detail;
  private final long retryMillis;

  /**
   * A refusal.
   *
   * @param detail what was expected and what came
   * @param retryMillis when to try again, in milliseconds; 0 for never as it is
   */
  public Refused(Reason reason, String detail, long retryMillis) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
    this.retryMillis = retryMillis;
  }

  /** The stable code. */
  public Reason reason() {
    return reason;
  }

  /** What was expected and what came. */
  public String detail() {
    return detail;
  }

  /** When to try again, in milliseconds; 0 for never as it is. */
  public long retryMillis() {
    return retryMillis;
  }
}
