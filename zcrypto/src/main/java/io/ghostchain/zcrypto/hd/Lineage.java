package io.ghostchain.zcrypto.hd;

/** Where a key stands: how deep, under which parent, and as which child of it. */
record Lineage(int depth, int parentFingerprint, ChildIndex index) {
  static final Lineage MASTER = new Lineage(0, 0, ChildIndex.normal(0));

  Lineage below(int fingerprint, ChildIndex child) {
    if (depth == DerivationPath.DEPTH_MAX) {
      throw new IllegalStateException("a tree of keys is at most 255 levels deep");
    }
    return new Lineage(depth + 1, fingerprint, child);
  }
}
