package io.ghostchain.zcrypto.keystore;

/** A keystore cannot be opened. Nothing secret is in the message. */
public final class KeystoreException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Fault {
    /** The bytes are something else. */
    FOREIGN,
    /** A keystore of a version or with an algorithm that this program does not know. */
    UNSUPPORTED,
    /** A keystore that breaks off, goes on too long, or states impossible values. */
    MALFORMED,
    /** It would take more memory or time than a keystore may ask for. */
    TOO_COSTLY,
    /** The passphrase is wrong or the bytes were changed: the two cannot be told apart. */
    NOT_AUTHENTIC,
    /** Others than the owner may read or write the file. */
    PERMISSIONS
  }

  private final Fault fault;

  KeystoreException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** Why. */
  public Fault fault() {
    return fault;
  }
}
