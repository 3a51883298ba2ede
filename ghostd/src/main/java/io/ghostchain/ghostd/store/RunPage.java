package io.ghostchain.ghostd.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A page of a run: entries, zeros, the page's number, and a sum over all of it that is salted with
 * what the run is, so that a page which the disk took from elsewhere is not taken for right.
 *
 * <pre>
 * 4088 bytes  entries
 * u32         number of the page
 * u32         CRC-32C of the 4092 bytes before, XOR the salt
 * </pre>
 */
final class RunPage {
  static final int BYTES = 4096;
  static final int ROOM = BYTES - 8;
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private RunPage() {}

  /** Finishes the page that stands in a buffer from {@code at} on. */
  static void seal(byte[] buffer, int at, long number, int salt) {
    INT.set(buffer, at + ROOM, (int) number);
    var crc = new CRC32C();
    crc.update(buffer, at, ROOM + 4);
    INT.set(buffer, at + ROOM + 4, (int) crc.getValue() ^ salt);
  }

  /** Whether the page, big-endian, is what was written as this page of this run. */
  static boolean isWhole(ByteBuffer page, long number, int salt) {
    var crc = new CRC32C();
    crc.update(page.slice(0, ROOM + 4));
    return page.getInt(ROOM) == (int) number
        && page.getInt(ROOM + 4) == ((int) crc.getValue() ^ salt);
  }
}
