package io.ghostchain.zcrypto;

/**
 * An extendable-output hash under way: first all input, then output in as many pieces as wanted.
 * Not thread-safe.
 */
public final class XofHasher {
  private final org.bouncycastle.crypto.Xof digest;
  private boolean squeezing;

  XofHasher(org.bouncycastle.crypto.Xof digest) {
    this.digest = digest;
  }

  /**
   * Takes the parts, one after the other.
   *
   * @throws IllegalStateException after the first {@link #squeeze}
   */
  public XofHasher update(byte[]... parts) {
    if (squeezing) {
      throw new IllegalStateException("input after output: the hash is being squeezed");
    }
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    return this;
  }

  /** The next {@code length} bytes of output. */
  public byte[] squeeze(int length) {
    squeezing = true;
    byte[] out = new byte[length];
    digest.doOutput(out, 0, length);
    return out;
  }
}
