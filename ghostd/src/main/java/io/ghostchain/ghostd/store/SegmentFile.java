package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import io.ghostchain.ghostd.store.SegmentLog.Stored;
import io.ghostchain.protocol.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of a {@link SegmentLog}: a header, then records in whole groups, then perhaps what is
 * left of a group that was never finished.
 *
 * @param number of the segment
 * @param path that errors name
 */
record SegmentFile(long number, String path, DiskFile file) {
  static final int HEADER_BYTES = 32;
  private static final long MAGIC = 0x47_48_4f_53_54_53_45_47L; // GHOSTSEG
  private static final int VERSION = 1;

  /** Bytes of the file. */
  long size() throws IOException {
    return file.size();
  }

  /**
   * Begins the file anew. Header, 32 bytes: magic u64, version u32, segment u64, first group u64,
   * CRC-32C u32.
   */
  void writeHeader(long firstGroup) throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(HEADER_BYTES)
            .putLong(MAGIC)
            .putInt(VERSION)
            .putLong(number)
            .putLong(firstGroup);
    header.putInt(headerSum(header));
    file.truncate(0);
    file.write(header.flip(), 0);
    file.sync();
  }

  /** The number of the first group, from the header. */
  long readHeader() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    try {
      file.read(header, 0);
    } catch (EOFException e) {
      throw corrupt(0, "expected a segment header of " + HEADER_BYTES + " bytes");
    }
    if (header.getLong(0) != MAGIC) {
      throw corrupt(0, "expected a segment file of ghostd, got something else");
    }
    if (header.getInt(28) != headerSum(header) || header.getLong(12) != number) {
      throw corrupt(0, "a damaged segment header");
    }
    if (header.getInt(8) != VERSION) {
      throw corrupt(8, "expected segment format 1, got " + header.getInt(8));
    }
    return header.getLong(20);
  }

  /**
   * The record at an offset, null if no whole one stands there.
   *
   * @param size where what the segment holds ends
   */
  @Nullable Stored tryRead(long offset, long size) throws IOException {
    if (offset < HEADER_BYTES || offset + Frame.BYTES > size) {
      return null;
    }
    ByteBuffer header = ByteBuffer.allocate(Frame.BYTES);
    file.read(header, offset);
    Frame frame = Frame.read(header, 0, number, offset);
    if (frame == null || offset + Frame.BYTES + frame.length() > size) {
      return null;
    }
    byte[] payload = new byte[frame.length()];
    file.read(ByteBuffer.wrap(payload), offset + Frame.BYTES);
    if (Frame.sum(List.of(Bytes.of(payload))) != frame.payloadSum()) {
      return null;
    }
    return new Stored(
        new Location(number, offset), frame.kind(), frame.group(), frame.lastOfGroup(), payload);
  }

  /** What one segment holds: whole groups up to {@code end}, then perhaps damage. */
  static final class Scan {
    long end = HEADER_BYTES;
    long nextGroup;
    long badOffset;
    @Nullable String damage;
  }

  /** Reads on until something is wrong. */
  Scan scanGroups(long firstGroup) throws IOException {
    var scan = new Scan();
    scan.nextGroup = firstGroup;
    long size = file.size();
    long offset = HEADER_BYTES;
    while (offset < size) {
      Stored record = tryRead(offset, size);
      if (record == null || record.group() != scan.nextGroup) {
        scan.badOffset = offset;
        scan.damage = record == null ? "a damaged record" : "a record of group " + record.group();
        return scan;
      }
      offset += Frame.BYTES + record.payload().length;
      if (record.lastOfGroup()) {
        scan.end = offset;
        scan.nextGroup++;
      }
    }
    if (scan.end < size) {
      scan.badOffset = scan.end;
      scan.damage = "an unfinished group";
    }
    return scan;
  }

  /** Offset of a header behind {@code from} that belongs to a group after {@code group}, or -1. */
  long laterGroup(long from, long group) throws IOException {
    long size = file.size();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size - from, 1 << 20));
    for (long base = from;
        base + Frame.BYTES <= size;
        base += buffer.capacity() - Frame.BYTES + 1) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), size - base));
      file.read(buffer, base);
      for (int i = 0; i + Frame.BYTES <= buffer.limit(); i++) {
        Frame frame = Frame.read(buffer, i, number, base + i);
        if (frame != null && frame.group() > group) {
          return base + i;
        }
      }
    }
    return -1;
  }

  /** An error that names the file. */
  CorruptStoreException corrupt(long offset, String what) {
    return new CorruptStoreException(path, offset, what);
  }

  private static int headerSum(ByteBuffer header) {
    var crc = new CRC32C();
    crc.update(header.slice(0, 28));
    return (int) crc.getValue();
  }
}
