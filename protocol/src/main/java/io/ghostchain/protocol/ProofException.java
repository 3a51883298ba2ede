package io.ghostchain.protocol;

/** Something that claims to prove a part of the ledger, and does not. */
public final class ProofException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what does not hold. */
  public ProofException(String message) {
    super(message);
  }

  static void require(boolean holds, String expected, Object got) throws ProofException {
    if (!holds) {
      throw new ProofException("expected " + expected + ", got " + got);
    }
  }
}
