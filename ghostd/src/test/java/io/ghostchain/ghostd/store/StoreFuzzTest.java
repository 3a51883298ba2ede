package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A disk can give back anything. Whatever its bytes, the store reads what it wrote, or names the
 * damage; the sums are left out where they would keep a fuzzer from getting any further.
 */
class StoreFuzzTest {
  private static final BlockRecords RECORDS = new BlockRecords(SampleChain.GENESIS);
  private static final byte[] DIFF = StateDiff.EMPTY.encode();

  @FuzzTest
  void anyFrameIsAHeaderOrNone(byte[] bytes) {
    ByteBuffer header = ByteBuffer.allocate(Frame.BYTES);
    header.put(bytes, 0, Math.min(bytes.length, Frame.BYTES));
    Frame frame = Frame.read(header, 0, 7, 9);
    if (frame != null) {
      assertTrue(frame.length() >= 0 && frame.length() <= Frame.PAYLOAD_BYTES_MAX);
    }
  }

  /** The file after its good head: what a crash or a bad disk made of the last records. */
  @FuzzTest
  void anyEndOfASegmentIsReadOrRefused(byte[] bytes) throws IOException {
    var disk = new MemoryDisk();
    try (SegmentLog log = SegmentLog.open(disk, "chain", 1 << 20, 1 << 20)) {
      log.append(List.of(new SegmentLog.Entry(1, Bytes.of((byte) 1, (byte) 2, (byte) 3))));
      log.sync();
    }
    String name = disk.list().getFirst();
    byte[] whole = disk.content(name);
    disk.replace(
        name, ByteBuffer.allocate(whole.length + bytes.length).put(whole).put(bytes).array());
    try (SegmentLog log = SegmentLog.open(disk, "chain", 1 << 20, 1 << 20)) {
      log.append(List.of(new SegmentLog.Entry(1, Bytes.of((byte) 4))));
    } catch (CorruptStoreException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  /** The first bytes of a segment too. */
  @FuzzTest
  void anySegmentIsReadOrRefused(byte[] bytes) throws IOException {
    var disk = new MemoryDisk();
    SegmentLog.open(disk, "chain", 1 << 20, 1 << 20).close();
    disk.replace(disk.list().getFirst(), bytes);
    try {
      SegmentLog.open(disk, "chain", 1 << 20, 1 << 20).close();
    } catch (CorruptStoreException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyPayloadsAreABlockOrRefused(byte[] bytes) throws IOException {
    // The first two bytes say where the certificate and block end and the receipts begin.
    int cut = bytes.length < 2 ? 0 : ByteBuffer.wrap(bytes).getShort() & 0x7fff;
    int from = Math.min(2, bytes.length);
    int middle = Math.min(bytes.length, from + cut);
    byte[] first = java.util.Arrays.copyOfRange(bytes, from, middle);
    byte[] second = java.util.Arrays.copyOfRange(bytes, middle, bytes.length);
    try {
      FinalBlock block = RECORDS.block(first, second, DIFF, null);
      List<SegmentLog.Entry> again = RECORDS.chainRecords(block);
      assertArrayEquals(first, payload(again.get(0)));
      assertArrayEquals(second, payload(again.get(1)));
    } catch (CorruptStoreException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyPayloadIsWitnessesOrRefused(byte[] bytes) throws IOException {
    try {
      BlockWitnesses witnesses = BlockRecords.witnesses(bytes);
      long height = BlockRecords.witnessHeight(bytes);
      assertArrayEquals(bytes, payload(BlockRecords.witnessRecord(height, witnesses)));
    } catch (CorruptStoreException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyValueIsAPlaceOrRefused(byte[] bytes) throws IOException {
    try {
      assertArrayEquals(bytes, Index.BlockEntry.decode(bytes).encode());
    } catch (CorruptStoreException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyWatermarkIsReadOrRefused(byte[] bytes) throws IOException {
    var disk = new MemoryDisk();
    disk.replace("signed", bytes);
    try (SignedWatermark watermark = SignedWatermark.open(disk)) {
      assertNotNull(watermark.newest());
    } catch (CorruptStoreException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyRunIsReadOrRefused(byte[] bytes) throws IOException {
    byte[] pages = Arrays.copyOf(bytes, Math.max(1, bytes.length / RunPage.BYTES) * RunPage.BYTES);
    RunPage.seal(pages, 0, 0, 0);
    RunHeader header;
    try {
      header = RunHeader.decode(ByteBuffer.wrap(pages));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
      return;
    }
    assertEquals(header, RunHeader.decode(ByteBuffer.wrap(header.encode())));
    for (int page = 1; page < pages.length / RunPage.BYTES; page++) {
      RunPage.seal(pages, page * RunPage.BYTES, page, header.salt());
    }
    var disk = new MemoryDisk();
    disk.replace(Run.name(header), pages);
    try (Run run = Run.open(disk, Run.name(header))) {
      for (int at = 0; at + Hash.BYTES <= pages.length; at += 40) {
        Hash key = Hash.read(pages, at);
        run.transaction(key).ifPresent(found -> assertTrue(found.height() >= header.from()));
        run.nextEvent(key, header.from(), header.to())
            .ifPresent(height -> assertTrue(height >= header.from() && height <= header.to()));
      }
    } catch (CorruptStoreException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  /** The seeds reach the end of what they are for. */
  @Test
  void aBlockThatWasWrittenComesBack() throws IOException {
    FinalBlock block = new SampleChain(new java.util.Random(5)).next();
    List<SegmentLog.Entry> records = RECORDS.chainRecords(block);
    FinalBlock again =
        RECORDS.block(
            payload(records.get(0)),
            payload(records.get(1)),
            payload(records.get(2)),
            block.witnesses());
    assertEquals(block, again);
  }

  private static byte[] payload(SegmentLog.Entry entry) {
    ByteBuffer bytes = ByteBuffer.allocate(Frame.length(entry.payload()));
    entry.payload().forEach(part -> part.write(bytes));
    return bytes.array();
  }
}
