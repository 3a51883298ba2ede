package io.ghostchain.benchmarks.load;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Transaction;

/** Transactions whose signature was good and is not any more. */
public final class Spoilt {
  private static final int VARIANTS = 1_024;
  private static final int SIGNATURE_OFFSET = 512;

  private Spoilt() {}

  /**
   * A transaction with one bit of its signature changed, so that it decodes and does not verify.
   *
   * @param variant which bit; different ones give different bytes, that no cache of verdicts knows
   */
  public static Transaction signature(Transaction good, int variant) {
    try {
      return Transaction.of(good.bodyBytes(), witness(good.witnessBytes(), variant));
    } catch (DecodeException e) {
      throw new IllegalStateException("a changed bit of a signature is no matter of its form", e);
    }
  }

  /** The same for an encoded witness of one ML-DSA signature. */
  public static Bytes witness(Bytes good, int variant) {
    byte[] bytes = good.copy();
    bytes[SIGNATURE_OFFSET + variant / Byte.SIZE % VARIANTS] ^= (byte) (1 << (variant % Byte.SIZE));
    return Bytes.of(bytes);
  }
}
