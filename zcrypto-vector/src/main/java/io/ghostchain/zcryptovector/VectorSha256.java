package io.ghostchain.zcryptovector;

import io.ghostchain.zcrypto.sha256.Sha256Lanes;
import org.jspecify.annotations.Nullable;

/** SHA-256 in vectors of 512 bits. */
public final class VectorSha256 implements Sha256Lanes {
  /** For ServiceLoader. */
  public VectorSha256() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public @Nullable String obstacle() {
    return VectorModule.obstacle();
  }

  @Override
  public void compress(int[] states, byte[] blocks, int[] scratch) {
    VectorTranspose.words(blocks, scratch);
    VectorCompression.compress(states, scratch);
  }
}
