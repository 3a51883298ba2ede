package io.ghostchain.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of fixed width inside keys and hashed messages. */
final class BigEndian {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static void putInt(byte[] target, int offset, int value) {
    INT.set(target, offset, value);
  }

  static void putLong(byte[] target, int offset, long value) {
    LONG.set(target, offset, value);
  }

  static long getLong(byte[] source, int offset) {
    return (long) LONG.get(source, offset);
  }

  static void putAmount(byte[] target, int offset, Amount value) {
    putLong(target, offset, value.high());
    putLong(target, offset + 8, value.low());
  }
}
