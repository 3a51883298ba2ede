package io.ghostchain.zquic;

import java.io.IOException;

/** A connection or stream that did not come about, or ended: what was expected, and what came. */
public final class QuicException extends IOException {
  private final ConnectionEnd end;

  QuicException(ConnectionEnd end) {
    super(end.toString());
    this.end = end;
  }

  QuicException(ConnectionEnd end, Throwable cause) {
    super(end.toString(), cause);
    this.end = end;
  }

  /** Why. */
  public ConnectionEnd end() {
    return end;
  }
}
