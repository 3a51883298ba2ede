package io.ghostchain.zquic.http3;

import java.io.IOException;

/** A peer neither sends the bytes it owes nor reads those it asked for. */
public final class StalledException extends IOException {
  StalledException(String message) {
    super(message);
  }
}
