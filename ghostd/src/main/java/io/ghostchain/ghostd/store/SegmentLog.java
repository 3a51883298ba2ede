package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import io.ghostchain.protocol.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only log of records in segment files of bounded size.
 *
 * <p>Records are appended in groups, and a group is written at once, then synced. Groups are
 * numbered one after the other across segments. A group without its last record, or damaged with no
 * later group behind it, was not synced as far as the log can know: it is passed over, and cut off
 * with a line in the log by the first append. Until then whoever knows better can refuse, and the
 * bytes are all there. Damage that has a later group behind it is corruption, and opening refuses.
 *
 * <p>One thread appends; any number may read.
 */
final class SegmentLog implements AutoCloseable {
  static final int HEADER_BYTES = 32;
  private static final long MAGIC = 0x47_48_4f_53_54_53_45_47L; // GHOSTSEG
  private static final int VERSION = 1;
  private static final int BUFFER_BYTES = 256 << 10;
  private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);

  private final Disk disk;
  private final String prefix;
  private final long segmentBytesMax;
  private final ConcurrentSkipListMap<Long, DiskFile> segments = new ConcurrentSkipListMap<>();

  private long head;
  private long headSize;
  private long nextGroup;
  private boolean broken;
  private volatile @Nullable Tail tail;

  /** What records are written through, made when first needed. */
  private @Nullable ByteBuffer kept;

  private SegmentLog(Disk disk, String prefix, long segmentBytesMax) {
    this.disk = disk;
    this.prefix = prefix;
    this.segmentBytesMax = segmentBytesMax;
  }

  /** What stands behind the last whole group, to be cut off. */
  private record Tail(long segment, long offset, String damage) {}

  /**
   * A record to append.
   *
   * @param payload in parts that follow one another
   */
  record Entry(int kind, List<Bytes> payload) {
    /** With a payload of one part. */
    Entry(int kind, Bytes payload) {
      this(kind, List.of(payload));
    }
  }

  /** A record as it was read. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Stored(Location location, int kind, long group, boolean lastOfGroup, byte[] payload) {}

  /** Takes records in order. */
  interface Visitor {
    void visit(Stored record) throws IOException;
  }

  /**
   * Opens a log, and starts one if there is none.
   *
   * @param prefix of the files' names
   * @param segmentBytesMax a group that would pass this size begins a new segment; a group larger
   *     than that stands in a segment of its own
   * @param verifyBytes how much is checked at once, from the end backwards in whole segments; the
   *     last segment is checked always
   * @throws CorruptStoreException naming file and offset
   */
  static SegmentLog open(Disk disk, String prefix, long segmentBytesMax, long verifyBytes)
      throws IOException {
    var log = new SegmentLog(disk, prefix, segmentBytesMax);
    try {
      log.openSegments(verifyBytes);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
    return log;
  }

  /**
   * Writes a group. It survives a crash of the process now and a loss of power after {@link #sync}.
   *
   * @return where each record stands
   * @throws IOException if the disk refused; the log then takes no more, since what is on disk is
   *     not known
   */
  List<Location> append(List<Entry> group) throws IOException {
    requireWhole();
    long bytes = 0;
    for (Entry entry : group) {
      int length = Frame.length(entry.payload());
      if (length > Frame.PAYLOAD_BYTES_MAX) {
        throw new IllegalArgumentException("a record has at most 64 MiB, got " + length + " bytes");
      }
      bytes += Frame.BYTES + length;
    }
    broken = true;
    cutTail();
    if (headSize + bytes > segmentBytesMax && headSize > HEADER_BYTES) {
      startSegment(head + 1);
    }
    var out = new Appender(file(head), headSize);
    List<Location> locations = new ArrayList<>(group.size());
    for (int i = 0; i < group.size(); i++) {
      Entry entry = group.get(i);
      locations.add(new Location(head, out.offset()));
      out.put(entry, i == group.size() - 1);
    }
    out.flush();
    headSize += bytes;
    nextGroup++;
    broken = false;
    return locations;
  }

  /** Writes records through one buffer: what they hold is not copied into another array first. */
  private final class Appender {
    private final DiskFile file;
    private final ByteBuffer buffer = writeBuffer();

    /** Where the buffer goes. */
    private long start;

    Appender(DiskFile file, long start) {
      this.file = file;
      this.start = start;
    }

    /** Where the next byte goes. */
    long offset() {
      return start + buffer.position();
    }

    void put(Entry entry, boolean last) throws IOException {
      if (buffer.remaining() < Frame.BYTES) {
        flush();
      }
      Frame.write(buffer, head, offset(), entry.kind(), last, nextGroup, entry.payload());
      for (Bytes part : entry.payload()) {
        for (int from = 0; from < part.length(); ) {
          if (!buffer.hasRemaining()) {
            flush();
          }
          int count = Math.min(buffer.remaining(), part.length() - from);
          part.slice(from, count).write(buffer);
          from += count;
        }
      }
    }

    void flush() throws IOException {
      int length = buffer.position();
      file.write(buffer.flip(), start);
      start += length;
      buffer.clear();
    }
  }

  private ByteBuffer writeBuffer() {
    ByteBuffer buffer = kept;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      kept = buffer;
    }
    return buffer.clear();
  }

  /**
   * Makes every group appended so far survive a loss of power.
   *
   * @throws IOException if the disk refused; the log then takes no more: a second fdatasync would
   *     answer that all is well although pages were lost
   */
  void sync() throws IOException {
    requireWhole();
    broken = true;
    file(head).sync();
    broken = false;
  }

  /** What stands behind the last whole group, by file and offset, as long as it is there. */
  Optional<String> tail() {
    Tail left = tail;
    return left == null
        ? Optional.empty()
        : Optional.of(
            disk.path(name(left.segment())) + ": offset " + left.offset() + ": " + left.damage());
  }

  /** The number that the next group will have: how many were appended since the log began. */
  long nextGroup() {
    return nextGroup;
  }

  /** Bytes in all segments. */
  long size() throws IOException {
    long size = 0;
    for (DiskFile file : segments.values()) {
      size += file.size();
    }
    return size;
  }

  /**
   * Reads one record.
   *
   * @throws CorruptStoreException if what stands there is not a whole record
   */
  Stored read(Location location) throws IOException {
    Stored record = tryRead(location, end(location.segment()));
    if (record == null) {
      throw corrupt(location.segment(), location.offset(), "expected a whole record");
    }
    return record;
  }

  /** Whether the segment of a location is still there. */
  boolean holds(Location location) {
    return segments.containsKey(location.segment());
  }

  /** Visits every record from a location on, or all of them if it is null. */
  void scan(@Nullable Location from, Visitor visitor) throws IOException {
    for (long segment : segments.navigableKeySet()) {
      if (from != null && segment < from.segment()) {
        continue;
      }
      long offset = from != null && segment == from.segment() ? from.offset() : HEADER_BYTES;
      long size = end(segment);
      while (offset < size) {
        Stored record = read(new Location(segment, offset));
        visitor.visit(record);
        offset += Frame.BYTES + record.payload().length;
      }
    }
  }

  /**
   * Deletes whole segments that stand before the one of {@code keep}. The last one always stays.
   */
  int dropBefore(Location keep) throws IOException {
    int dropped = 0;
    while (segments.firstKey() < keep.segment() && segments.firstKey() < head) {
      var oldest = segments.pollFirstEntry();
      oldest.getValue().close();
      disk.delete(name(oldest.getKey()));
      dropped++;
    }
    if (dropped > 0) {
      disk.sync();
    }
    return dropped;
  }

  /** Where the oldest record stands that is still there. */
  Location first() {
    return new Location(segments.firstKey(), HEADER_BYTES);
  }

  /** Closes the files without syncing. */
  @Override
  public void close() throws IOException {
    for (DiskFile file : segments.values()) {
      file.close();
    }
    segments.clear();
  }

  private void openSegments(long verifyBytes) throws IOException {
    Map<Long, String> names = new TreeMap<>();
    for (String name : disk.list()) {
      if (name.startsWith(prefix) && name.endsWith(".seg")) {
        names.put(number(name), name);
      }
    }
    long expected = names.isEmpty() ? 0 : names.keySet().iterator().next();
    for (var entry : names.entrySet()) {
      if (entry.getKey() != expected++) {
        throw new CorruptStoreException(
            disk.path(name(expected - 1)) + ": the segment is missing, later ones are there");
      }
      segments.put(entry.getKey(), disk.open(entry.getValue()));
    }
    if (segments.isEmpty()) {
      startSegment(0);
      return;
    }
    head = segments.lastKey();
    if (file(head).size() < HEADER_BYTES) {
      restartHead();
      return;
    }
    long firstGroup = readHeader(head);
    recoverHead(firstGroup);
    verifyOlder(firstGroup, verifyBytes - headSize);
  }

  /** The process died while it began this segment: nothing can stand in it. */
  private void restartHead() throws IOException {
    LOG.warn(
        "cut file={} size={} reason=unfinished-header", disk.path(name(head)), file(head).size());
    long older = head - 1;
    if (!segments.containsKey(older)) {
      if (head != 0) {
        throw corrupt(head, 0, "expected a segment header of " + HEADER_BYTES + " bytes");
      }
      writeHeader(0, 0);
      return;
    }
    Scan scan = scanGroups(older, readHeader(older));
    if (scan.damage != null) {
      throw corrupt(older, scan.end, scan.damage);
    }
    nextGroup = scan.nextGroup;
    writeHeader(head, nextGroup);
  }

  private void recoverHead(long firstGroup) throws IOException {
    Scan scan = scanGroups(head, firstGroup);
    headSize = scan.end;
    nextGroup = scan.nextGroup;
    if (scan.damage == null) {
      return;
    }
    long later = laterGroup(head, scan.end, scan.nextGroup);
    if (later >= 0) {
      throw corrupt(
          head, scan.badOffset, scan.damage + ", and a later group stands at offset " + later);
    }
    tail = new Tail(head, scan.end, scan.damage);
  }

  private void cutTail() throws IOException {
    Tail left = tail;
    if (left == null) {
      return;
    }
    DiskFile file = file(left.segment());
    LOG.warn(
        "cut file={} offset={} bytes={} reason=\"{}\"",
        disk.path(name(left.segment())),
        left.offset(),
        file.size() - left.offset(),
        left.damage());
    file.truncate(left.offset());
    file.sync();
    tail = null;
  }

  private void verifyOlder(long headFirstGroup, long verifyBytes) throws IOException {
    long left = verifyBytes;
    long expectedNext = headFirstGroup;
    for (long segment : segments.headMap(head).descendingKeySet()) {
      long first = readHeader(segment);
      if (left > 0) {
        Scan scan = scanGroups(segment, first);
        if (scan.damage != null) {
          throw corrupt(segment, scan.badOffset, scan.damage);
        }
        if (scan.nextGroup != expectedNext) {
          throw corrupt(
              segment,
              scan.end,
              "expected groups up to "
                  + (expectedNext - 1)
                  + ", found up to "
                  + (scan.nextGroup - 1));
        }
      } else if (first > expectedNext) {
        throw corrupt(
            segment, 0, "expected a first group before " + expectedNext + ", got " + first);
      }
      expectedNext = first;
      left -= file(segment).size();
    }
  }

  /** What one segment holds: whole groups up to {@code end}, then perhaps damage. */
  private static final class Scan {
    long end = HEADER_BYTES;
    long nextGroup;
    long badOffset;
    @Nullable String damage;
  }

  private Scan scanGroups(long segment, long firstGroup) throws IOException {
    var scan = new Scan();
    scan.nextGroup = firstGroup;
    long size = file(segment).size();
    long offset = HEADER_BYTES;
    while (offset < size) {
      Stored record = tryRead(new Location(segment, offset), size);
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
  private long laterGroup(long segment, long from, long group) throws IOException {
    DiskFile file = file(segment);
    long size = file.size();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size - from, 1 << 20));
    for (long base = from;
        base + Frame.BYTES <= size;
        base += buffer.capacity() - Frame.BYTES + 1) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), size - base));
      file.read(buffer, base);
      for (int i = 0; i + Frame.BYTES <= buffer.limit(); i++) {
        Frame frame = Frame.read(buffer, i, segment, base + i);
        if (frame != null && frame.group() > group) {
          return base + i;
        }
      }
    }
    return -1;
  }

  private @Nullable Stored tryRead(Location location, long size) throws IOException {
    long offset = location.offset();
    if (offset < HEADER_BYTES || offset + Frame.BYTES > size) {
      return null;
    }
    DiskFile file = file(location.segment());
    ByteBuffer header = ByteBuffer.allocate(Frame.BYTES);
    file.read(header, offset);
    Frame frame = Frame.read(header, 0, location.segment(), offset);
    if (frame == null || offset + Frame.BYTES + frame.length() > size) {
      return null;
    }
    byte[] payload = new byte[frame.length()];
    file.read(ByteBuffer.wrap(payload), offset + Frame.BYTES);
    if (Frame.sum(List.of(Bytes.of(payload))) != frame.payloadSum()) {
      return null;
    }
    return new Stored(location, frame.kind(), frame.group(), frame.lastOfGroup(), payload);
  }

  private void startSegment(long segment) throws IOException {
    if (segments.containsKey(head)) {
      file(head).sync();
    }
    segments.put(segment, disk.open(name(segment)));
    head = segment;
    writeHeader(segment, nextGroup);
    disk.sync();
  }

  /** Header, 32 bytes: magic u64, version u32, segment u64, first group u64, CRC-32C u32. */
  private void writeHeader(long segment, long firstGroup) throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(HEADER_BYTES)
            .putLong(MAGIC)
            .putInt(VERSION)
            .putLong(segment)
            .putLong(firstGroup);
    header.putInt(headerSum(header));
    DiskFile file = file(segment);
    file.truncate(0);
    file.write(header.flip(), 0);
    file.sync();
    headSize = HEADER_BYTES;
  }

  private long readHeader(long segment) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    try {
      file(segment).read(header, 0);
    } catch (EOFException e) {
      throw corrupt(segment, 0, "expected a segment header of " + HEADER_BYTES + " bytes");
    }
    if (header.getLong(0) != MAGIC) {
      throw corrupt(segment, 0, "expected a segment file of ghostd, got something else");
    }
    if (header.getInt(28) != headerSum(header) || header.getLong(12) != segment) {
      throw corrupt(segment, 0, "a damaged segment header");
    }
    if (header.getInt(8) != VERSION) {
      throw corrupt(segment, 8, "expected segment format 1, got " + header.getInt(8));
    }
    return header.getLong(20);
  }

  private static int headerSum(ByteBuffer header) {
    var crc = new CRC32C();
    crc.update(header.slice(0, 28));
    return (int) crc.getValue();
  }

  private void requireWhole() throws IOException {
    if (broken) {
      throw new IOException("an earlier write to " + disk.path(name(head)) + " failed");
    }
  }

  /** Where what a segment holds ends. */
  private long end(long segment) throws IOException {
    Tail left = tail;
    return left != null && left.segment() == segment ? left.offset() : file(segment).size();
  }

  private DiskFile file(long segment) throws IOException {
    DiskFile file = segments.get(segment);
    if (file == null) {
      throw new IOException(disk.path(name(segment)) + ": the segment is not there");
    }
    return file;
  }

  private CorruptStoreException corrupt(long segment, long offset, String what) {
    return new CorruptStoreException(disk.path(name(segment)), offset, what);
  }

  private String name(long segment) {
    String digits = Long.toString(segment);
    return prefix + "0".repeat(Math.max(0, 12 - digits.length())) + digits + ".seg";
  }

  private long number(String name) throws IOException {
    String digits = name.substring(prefix.length(), name.length() - ".seg".length());
    try {
      long number = Long.parseLong(digits);
      if (number >= 0 && name(number).equals(name)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw new CorruptStoreException(disk.path(name) + ": expected a segment number in the name");
  }
}
