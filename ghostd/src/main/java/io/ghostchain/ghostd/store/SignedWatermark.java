package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The newest thing that this validator signed and let out, in a small file of its own.
 *
 * <p>No backup contains the file as it will be later, so a chain restored from an old backup ends
 * before what the file remembers, and the validator refuses to sign the same heights again. The
 * file is synced before anyone is told of what was signed; the chain's log is synced before the
 * file. A chain that ends before the watermark was therefore restored, or has lost what it had
 * synced.
 *
 * <p>Two slots of 512 bytes are written in turn, each with a sum, so that a torn write leaves the
 * other. Owned by one thread.
 */
final class SignedWatermark implements AutoCloseable {
  private static final String NAME = "signed";
  private static final int SLOT_BYTES = 512;
  private static final int RECORD_BYTES = 8 + 8 + 8 + 8 + 8 + Hash.BYTES;
  private static final long MAGIC = 0x47_48_4f_53_54_53_47_4eL; // GHOSTSGN

  private final DiskFile file;
  private long counter;
  private @Nullable Mark newest;

  private SignedWatermark(DiskFile file) {
    this.file = file;
  }

  /** What was signed. */
  record Mark(long epoch, long view, long height, Hash headerHash) {}

  /**
   * Opens the file, and makes it if it is absent.
   *
   * @throws CorruptStoreException if the file is there but neither slot can be read
   */
  static SignedWatermark open(Disk disk) throws IOException {
    boolean fresh = !disk.list().contains(NAME);
    DiskFile file = disk.open(NAME);
    var watermark = new SignedWatermark(file);
    try {
      if (fresh || file.size() == 0) {
        disk.sync();
        return watermark;
      }
      boolean first = watermark.read(0);
      boolean second = watermark.read(1);
      if (!first && !second && file.size() >= 2 * SLOT_BYTES) {
        throw new CorruptStoreException(
            disk.path(NAME),
            0,
            "neither of the two slots, which remember what this validator signed, is whole. If the"
                + " key has signed nothing after the newest block here, delete the file and run"
                + " 'ghostd restore --resume-signing'");
      }
      return watermark;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Whether the folder has the file. */
  static boolean exists(Disk disk) throws IOException {
    return disk.list().contains(NAME);
  }

  /** The newest mark, if anything was signed. */
  Optional<Mark> newest() {
    return Optional.ofNullable(newest);
  }

  /** Remembers, and returns when the disk does too. */
  void record(Mark mark) throws IOException {
    ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
    slot.putLong(MAGIC).putLong(counter + 1);
    slot.putLong(mark.epoch()).putLong(mark.view()).putLong(mark.height());
    slot.put(mark.headerHash().bytes());
    slot.putInt(sum(slot));
    file.write(slot.rewind(), (counter + 1) % 2 * SLOT_BYTES);
    file.sync();
    counter++;
    newest = mark;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean read(int index) throws IOException {
    long position = (long) index * SLOT_BYTES;
    if (file.size() < position + SLOT_BYTES) {
      return false;
    }
    ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
    file.read(slot, position);
    if (slot.getLong(0) != MAGIC || slot.getInt(RECORD_BYTES) != sum(slot)) {
      return false;
    }
    long number = slot.getLong(8);
    if (number > counter) {
      counter = number;
      newest =
          new Mark(
              slot.getLong(16), slot.getLong(24), slot.getLong(32), Hash.read(slot.array(), 40));
    }
    return true;
  }

  private static int sum(ByteBuffer slot) {
    var crc = new CRC32C();
    crc.update(slot.slice(0, RECORD_BYTES));
    return (int) crc.getValue();
  }
}
