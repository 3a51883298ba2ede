package io.ghostchain.protocol;

/** What a validator votes for in a view. */
public enum VoteKind {
  /** The proposal is available and valid. */
  NOTARIZE(1),
  /** The view brings no block. */
  NULLIFY(2),
  /** The notarized proposal is final, with all before it. */
  FINALIZE(3);

  private final int code;

  VoteKind(int code) {
    this.code = code;
  }

  /** The byte that stands for this kind in what is signed. */
  public int code() {
    return code;
  }
}
