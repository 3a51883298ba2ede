package io.ghostchain.protocol;

/**
 * Bytes from outside that are not the canonical encoding of a value: where, what was expected there
 * and what came.
 *
 * <p>Has no stack trace: a peer's nonsense must cost us less than it costs the peer.
 */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final int offset;
  private final String path;
  private final String expected;
  private final String got;

  DecodeException(Reason reason, int offset, String path, String expected, String got) {
    super(
        "byte " + offset + ", " + path + ": expected " + expected + ", got " + got,
        null,
        false,
        false);
    this.reason = reason;
    this.offset = offset;
    this.path = path;
    this.expected = expected;
    this.got = got;
  }

  /**
   * The code to answer with: mostly {@link Reason#MALFORMED}, else {@link Reason#TOO_LARGE}, {@link
   * Reason#UNSUPPORTED_VERSION}, {@link Reason#UNSUPPORTED_OPERATION} or {@link
   * Reason#CLASSICAL_VAULT}.
   */
  public Reason reason() {
    return reason;
  }

  /** Of the byte in the message from which on the encoding is refused, from 0. */
  public int offset() {
    return offset;
  }

  /** The field, as in {@code body.operations[2].transfer.to}. */
  public String path() {
    return path;
  }

  /** What would have been accepted. */
  public String expected() {
    return expected;
  }

  /** What stands there. */
  public String got() {
    return got;
  }
}
