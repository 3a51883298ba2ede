package io.ghostchain.zcrypto;

/** That bytes or text are no key in the form expected; the message says where and what was. */
public final class KeyFormatException extends Exception {
  /** With a message for people. */
  public KeyFormatException(String message) {
    super(message);
  }

  /** With the message of what refused the parts. */
  KeyFormatException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
