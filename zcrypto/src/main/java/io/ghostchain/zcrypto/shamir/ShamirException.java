package io.ghostchain.zcrypto.shamir;

/** Bytes are not a share, or shares do not give a secret. */
public final class ShamirException extends Exception {
  private static final long serialVersionUID = 1;

  ShamirException(String message) {
    super(message);
  }
}
