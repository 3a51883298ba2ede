package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Refusal;

/** How a rule deep inside says no. Never leaves the package. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String detail;

  Refused(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** What was expected and what came. */
  static Refused of(Reason reason, Object expected, Object got) {
    return new Refused(reason, "expected " + expected + ", got " + got);
  }

  /** What the static rules refuse. */
  static Refused of(Refusal refusal) {
    return of(refusal.reason(), refusal.expected(), refusal.got());
  }

  <T> Verdict<T> verdict() {
    return new Verdict.Reject<>(reason, detail);
  }
}
