package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import io.ghostchain.protocol.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
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
  private static final int BUFFER_BYTES = 256 << 10;
  private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);

  private final Disk disk;
  private final String prefix;
  private final long segmentBytesMax;
  private final ConcurrentSkipListMap<Long, SegmentFile> segments = new ConcurrentSkipListMap<>();

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
  private record Tail(SegmentFile segment, long offset, String damage) {}

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
    if (headSize + bytes > segmentBytesMax && headSize > SegmentFile.HEADER_BYTES) {
      startSegment(head + 1);
    }
    var out = new Appender(segment(head).file(), headSize);
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
    segment(head).file().sync();
    broken = false;
  }

  /** What stands behind the last whole group, by file and offset, as long as it is there. */
  Optional<String> tail() {
    Tail left = tail;
    return left == null
        ? Optional.empty()
        : Optional.of(left.segment().path() + ": offset " + left.offset() + ": " + left.damage());
  }

  /** The number that the next group will have: how many were appended since the log began. */
  long nextGroup() {
    return nextGroup;
  }

  /** Bytes in all segments. */
  long size() throws IOException {
    long size = 0;
    for (SegmentFile segment : segments.values()) {
      size += segment.size();
    }
    return size;
  }

  /**
   * Reads one record.
   *
   * @throws CorruptStoreException if what stands there is not a whole record
   */
  Stored read(Location location) throws IOException {
    SegmentFile segment = segment(location.segment());
    Stored record = segment.tryRead(location.offset(), end(segment));
    if (record == null) {
      throw segment.corrupt(location.offset(), "expected a whole record");
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
      long offset =
          from != null && segment == from.segment() ? from.offset() : SegmentFile.HEADER_BYTES;
      long size = end(segment(segment));
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
      oldest.getValue().file().close();
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
    return new Location(segments.firstKey(), SegmentFile.HEADER_BYTES);
  }

  /** Closes the files without syncing. */
  @Override
  public void close() throws IOException {
    for (SegmentFile segment : segments.values()) {
      segment.file().close();
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
      segments.put(entry.getKey(), open(entry.getKey()));
    }
    if (segments.isEmpty()) {
      startSegment(0);
      return;
    }
    head = segments.lastKey();
    if (segment(head).size() < SegmentFile.HEADER_BYTES) {
      restartHead(segment(head));
      return;
    }
    long firstGroup = segment(head).readHeader();
    recoverHead(firstGroup);
    verifyOlder(firstGroup, verifyBytes - headSize);
  }

  /** The process died while it began this segment: nothing can stand in it. */
  private void restartHead(SegmentFile unfinished) throws IOException {
    LOG.warn("cut file={} size={} reason=unfinished-header", unfinished.path(), unfinished.size());
    SegmentFile older = segments.get(head - 1);
    if (older == null) {
      if (head != 0) {
        throw unfinished.corrupt(
            0, "expected a segment header of " + SegmentFile.HEADER_BYTES + " bytes");
      }
    } else {
      SegmentFile.Scan scan = older.scanGroups(older.readHeader());
      if (scan.damage != null) {
        throw older.corrupt(scan.end, scan.damage);
      }
      nextGroup = scan.nextGroup;
    }
    unfinished.writeHeader(nextGroup);
    headSize = SegmentFile.HEADER_BYTES;
  }

  private void recoverHead(long firstGroup) throws IOException {
    SegmentFile newest = segment(head);
    SegmentFile.Scan scan = newest.scanGroups(firstGroup);
    headSize = scan.end;
    nextGroup = scan.nextGroup;
    if (scan.damage == null) {
      return;
    }
    long later = newest.laterGroup(scan.end, scan.nextGroup);
    if (later >= 0) {
      throw newest.corrupt(
          scan.badOffset, scan.damage + ", and a later group stands at offset " + later);
    }
    tail = new Tail(newest, scan.end, scan.damage);
  }

  private void cutTail() throws IOException {
    Tail left = tail;
    if (left == null) {
      return;
    }
    DiskFile file = left.segment().file();
    LOG.warn(
        "cut file={} offset={} bytes={} reason=\"{}\"",
        left.segment().path(),
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
    for (SegmentFile segment : segments.headMap(head).descendingMap().values()) {
      long first = segment.readHeader();
      if (left > 0) {
        SegmentFile.Scan scan = segment.scanGroups(first);
        if (scan.damage != null) {
          throw segment.corrupt(scan.badOffset, scan.damage);
        }
        if (scan.nextGroup != expectedNext) {
          throw segment.corrupt(
              scan.end,
              "expected groups up to "
                  + (expectedNext - 1)
                  + ", found up to "
                  + (scan.nextGroup - 1));
        }
      } else if (first > expectedNext) {
        throw segment.corrupt(
            0, "expected a first group before " + expectedNext + ", got " + first);
      }
      expectedNext = first;
      left -= segment.size();
    }
  }

  private void startSegment(long number) throws IOException {
    SegmentFile full = segments.get(head);
    if (full != null) {
      full.file().sync();
    }
    SegmentFile started = open(number);
    segments.put(number, started);
    head = number;
    started.writeHeader(nextGroup);
    headSize = SegmentFile.HEADER_BYTES;
    disk.sync();
  }

  private void requireWhole() throws IOException {
    if (broken) {
      throw new IOException("an earlier write to " + disk.path(name(head)) + " failed");
    }
  }

  /** Where what a segment holds ends. */
  private long end(SegmentFile segment) throws IOException {
    Tail left = tail;
    return left != null && left.segment().equals(segment) ? left.offset() : segment.size();
  }

  private SegmentFile open(long number) throws IOException {
    String name = name(number);
    return new SegmentFile(number, disk.path(name), disk.open(name));
  }

  private SegmentFile segment(long number) throws IOException {
    SegmentFile segment = segments.get(number);
    if (segment == null) {
      throw new IOException(disk.path(name(number)) + ": the segment is not there");
    }
    return segment;
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
