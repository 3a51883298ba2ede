package io.ghostchain.zquic.http3;

import java.io.IOException;

/** A peer's body goes beyond the limit. */
public final class BodyTooLongException extends IOException {
  BodyTooLongException(long bytesMax) {
    super("expected a body of at most " + bytesMax + " bytes, got more");
  }
}
