package io.ghostchain.zcrypto.mnemonic;

/** A text is not a mnemonic sentence. The message never repeats what was typed. */
public final class MnemonicException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Fault {
    /** Not 12, 15, 18, 21 or 24 words. */
    WORD_COUNT,
    /** A word is in no list, or not in that of the language. */
    UNKNOWN_WORD,
    /** All words are known but do not belong together: one is wrong or two are swapped. */
    CHECKSUM
  }

  private final Fault fault;

  MnemonicException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}
