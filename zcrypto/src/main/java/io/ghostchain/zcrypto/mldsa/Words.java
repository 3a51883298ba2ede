package io.ghostchain.zcrypto.mldsa;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes as little-endian words of 64 bits, which is how Keccak sees them (FIPS 202 annex B.1). */
final class Words {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
          .withInvokeExactBehavior();

  private Words() {}

  static long get(byte[] bytes, int at) {
    return (long) LITTLE_ENDIAN.get(bytes, at);
  }

  static void put(byte[] bytes, int at, long word) {
    LITTLE_ENDIAN.set(bytes, at, word);
  }
}
