package io.ghostchain.ghostd.store;

import java.io.IOException;

/**
 * Stored bytes that are not what was written. The node does not start, or stops, and touches
 * nothing.
 */
public final class CorruptStoreException extends IOException {
  /** Damage at an offset of a file. */
  public CorruptStoreException(String file, long offset, String what) {
    super(file + ": offset " + offset + ": " + what);
  }

  /** Damage that no offset describes. */
  public CorruptStoreException(String what) {
    super(what);
  }
}
