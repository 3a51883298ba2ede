package io.ghostchain.zcrypto.keystore;

import io.ghostchain.zcrypto.SecretBytes;

/**
 * What a keystore holds: a secret, and a label that says of which kind, in the clear but
 * authenticated. {@link #close} wipes the secret.
 *
 * @param label 1 to {@value #LABEL_CHARS_MAX} of {@code a-z 0-9 . -}, such as {@code
 *     wallet.entropy}
 * @param secret at most {@value #SECRET_BYTES_MAX} bytes
 */
public record KeystoreEntry(String label, SecretBytes secret) implements AutoCloseable {
  /** The longest label. */
  public static final int LABEL_CHARS_MAX = 64;

  /** The longest secret in bytes: 1 MiB. */
  public static final int SECRET_BYTES_MAX = 1 << 20;

  private static final String LABEL_CHARS = "abcdefghijklmnopqrstuvwxyz0123456789.-";

  /** Checks label and length. */
  public KeystoreEntry {
    if (!isLabel(label)) {
      throw new IllegalArgumentException(
          "a label has 1 to " + LABEL_CHARS_MAX + " characters of a-z, 0-9, '.' and '-'");
    }
    if (secret.length() > SECRET_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a keystore holds at most " + SECRET_BYTES_MAX + " bytes, got " + secret.length());
    }
  }

  /** Wipes the secret. */
  @Override
  public void close() {
    secret.close();
  }

  static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= LABEL_CHARS_MAX
        && label.chars().allMatch(c -> LABEL_CHARS.indexOf(c) >= 0);
  }
}
