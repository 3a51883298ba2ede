package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;

/** Verifies by arithmetic of our own. */
final class MatrixVerifier extends MlDsaVerifier {
  /** How a place in the order of a batch is put together: set, key, index. */
  private static final int INDEX_BITS = 22;

  private static final int SET_SHIFT = 61;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;
  private static final long KEY_MASK = (1L << (SET_SHIFT - INDEX_BITS)) - 1;

  private static final ParameterSet[] SETS = ParameterSet.values();

  /** What it computes with; another may take over between two groups, since keys serve all. */
  private volatile Kernels kernels;

  MatrixVerifier(Kernels kernels) {
    this.kernels = kernels;
  }

  void use(Kernels others) {
    kernels = others;
  }

  @Override
  public String engine() {
    return kernels.name();
  }

  @Override
  public Workspace workspace() {
    return new Workspace(this);
  }

  @Override
  ExpandedKey[] expandChecked(ParameterSet set, byte[][] keys, Workspace workspace) {
    return workspace.expansion.expand(kernels, set, keys);
  }

  @Override
  void verifyChecked(SignatureBatch batch, Workspace workspace) {
    int pending = order(batch);
    int[] entries = workspace.entries;
    int at = 0;
    while (at < pending) {
      long set = batch.order[at] >>> SET_SHIFT;
      int lanes = 0;
      while (lanes < Kernels.LANES && at < pending && batch.order[at] >>> SET_SHIFT == set) {
        entries[lanes++] = (int) (batch.order[at++] & INDEX_MASK);
      }
      workspace.group.verify(kernels, SETS[(int) set], batch, entries, lanes);
    }
  }

  /**
   * Orders a batch by set, since a group has one, and by key, so that signatures of one key find it
   * in the processor's cache. What has a wrong length stays out.
   */
  @SuppressWarnings("EnumOrdinal") // it does not leave this class
  private int order(SignatureBatch batch) {
    if (batch.size() > INDEX_MASK) {
      throw new IllegalArgumentException(
          "a batch has at most " + INDEX_MASK + " signatures, got " + batch.size());
    }
    int pending = 0;
    for (int i = 0; i < batch.size(); i++) {
      batch.verdicts[i] = false;
      if (batch.signatureOffsets[i] != SignatureBatch.WRONG_LENGTH) {
        MatrixKey key = MatrixKey.of(batch.keys[i]);
        batch.order[pending++] =
            (long) key.set.ordinal() << SET_SHIFT | (key.number & KEY_MASK) << INDEX_BITS | i;
      }
    }
    Arrays.sort(batch.order, 0, pending);
    return pending;
  }
}
