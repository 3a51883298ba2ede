package io.ghostchain.zcrypto.aead;

import java.security.GeneralSecurityException;

/**
 * The sealed bytes do not open under this key, nonce and associated data. Wrong key, wrong data and
 * damage look the same, on purpose.
 */
public final class NotAuthenticException extends GeneralSecurityException {
  private static final long serialVersionUID = 1;

  NotAuthenticException() {
    super("not authentic: another key, nonce or associated data, or changed bytes");
  }
}
