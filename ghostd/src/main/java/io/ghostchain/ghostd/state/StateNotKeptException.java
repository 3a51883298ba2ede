package io.ghostchain.ghostd.state;

/** A state was asked for that is older than those kept, or has not been reached. */
public final class StateNotKeptException extends Exception {
  private static final long serialVersionUID = 1;

  StateNotKeptException(long height, long oldest, long newest) {
    super("expected a height from " + oldest + " to " + newest + ", got " + height);
  }
}
