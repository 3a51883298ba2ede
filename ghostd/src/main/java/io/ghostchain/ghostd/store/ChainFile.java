package io.ghostchain.ghostd.store;

import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Limits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A chain in one portable file: its genesis, then its blocks with certificates and, where they are
 * still there, witnesses. State and receipts are not in it: who imports it executes the blocks.
 *
 * <pre>
 * u64  magic "GHOSTCHN"
 * u32  version, 1
 * then records: u32 length, u32 CRC-32C of the payload, payload
 *   the first is the genesis
 *   each other: u32 length of the certificate, certificate, u32 length of the block, block,
 *               u32 length of the witnesses or -1, witnesses
 * u32  0: no more records
 * u64  number of blocks
 * 32   SHA-256 of all bytes before
 * </pre>
 */
public final class ChainFile {
  private static final long MAGIC = 0x47_48_4f_53_54_43_48_4eL;
  private static final int VERSION = 1;
  private static final int RECORD_BYTES_MAX = 4 * Limits.BLOCK_BYTES;

  private ChainFile() {}

  /** A block as the file has it. */
  public record Entry(Block block, Certificate certificate, @Nullable BlockWitnesses witnesses) {}

  /** Writes a chain; {@link #finish} makes it whole. */
  public static final class Writer {
    private final MessageDigest digest = sha256();
    private final DataOutputStream out;
    private long blocks;

    /** Begins with the genesis. The stream is the caller's to close. */
    public Writer(OutputStream target, Genesis genesis) throws IOException {
      out = new DataOutputStream(new DigestOutputStream(target, digest));
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      record(genesis.encode());
    }

    /** Adds the next block. */
    public void add(FinalBlock block) throws IOException {
      byte[] certificate = block.certificate().encode();
      byte[] body = block.block().encode();
      BlockWitnesses present = block.witnesses();
      byte[] witnesses = present == null ? new byte[0] : present.encode();
      record(
          ByteBuffer.allocate(12 + certificate.length + body.length + witnesses.length)
              .putInt(certificate.length)
              .put(certificate)
              .putInt(body.length)
              .put(body)
              .putInt(present == null ? -1 : witnesses.length)
              .put(witnesses)
              .array());
      blocks++;
    }

    /** Writes what shows that the file is whole, and answers how many blocks it has. */
    public long finish() throws IOException {
      out.writeInt(0);
      out.writeLong(blocks);
      out.write(digest.digest());
      out.flush();
      return blocks;
    }

    private void record(byte[] payload) throws IOException {
      out.writeInt(payload.length);
      out.writeInt(sum(payload));
      out.write(payload);
    }
  }

  /** Reads a chain, each record checked as it comes. */
  public static final class Reader {
    private final MessageDigest digest = sha256();
    private final String name;
    private final DataInputStream in;
    private final Genesis genesis;
    private long offset;
    private long blocks;

    /**
     * Begins with the genesis. The stream is the caller's to close.
     *
     * @param name of the file, for messages
     */
    public Reader(String name, InputStream source) throws IOException {
      this.name = name;
      this.in = new DataInputStream(new DigestInputStream(source, digest));
      try {
        if (in.readLong() != MAGIC) {
          throw corrupt("expected a chain file of ghostd, got something else");
        }
        int version = in.readInt();
        if (version != VERSION) {
          throw corrupt("expected chain file version 1, got " + version);
        }
        offset = 12;
        byte[] first = record();
        if (first == null) {
          throw corrupt("expected a genesis");
        }
        genesis = Genesis.decode(first);
      } catch (EOFException e) {
        throw corrupt("the file ends early");
      } catch (DecodeException e) {
        throw corrupt("the genesis cannot be decoded: " + e.getMessage());
      }
    }

    /** What the chain starts from. */
    public Genesis genesis() {
      return genesis;
    }

    /** The next block, empty at the end of a whole file. */
    public Optional<Entry> next() throws IOException {
      try {
        byte[] payload = record();
        if (payload == null) {
          requireWhole();
          return Optional.empty();
        }
        ByteBuffer parts = ByteBuffer.wrap(payload);
        Certificate certificate = Certificate.decode(part(parts, parts.getInt()));
        Block block = Block.decode(part(parts, parts.getInt()));
        int length = parts.getInt();
        BlockWitnesses witnesses = length < 0 ? null : BlockWitnesses.decode(part(parts, length));
        blocks++;
        return Optional.of(new Entry(block, certificate, witnesses));
      } catch (EOFException e) {
        throw corrupt("the file ends early");
      } catch (DecodeException | java.nio.BufferUnderflowException e) {
        throw corrupt("a block cannot be decoded: " + e.getMessage());
      }
    }

    private byte @Nullable [] record() throws IOException {
      int length = in.readInt();
      if (length == 0) {
        return null;
      }
      if (length < 0 || length > RECORD_BYTES_MAX) {
        throw corrupt("expected a record of at most " + RECORD_BYTES_MAX + " bytes, got " + length);
      }
      int expected = in.readInt();
      // Grows with what comes: a wrong length does not make us allocate for it.
      byte[] payload = in.readNBytes(length);
      if (payload.length < length) {
        throw new EOFException();
      }
      if (sum(payload) != expected) {
        throw corrupt("a damaged record");
      }
      offset += 8 + length;
      return payload;
    }

    private void requireWhole() throws IOException {
      long count = in.readLong();
      byte[] expected = digest.digest();
      byte[] got = in.readNBytes(expected.length);
      if (count != blocks || !Arrays.equals(expected, got) || in.read() >= 0) {
        throw corrupt("the end does not fit what came before");
      }
    }

    private byte[] part(ByteBuffer parts, int length) throws CorruptStoreException {
      if (length < 0 || length > parts.remaining()) {
        throw corrupt("a damaged record");
      }
      byte[] bytes = new byte[length];
      parts.get(bytes);
      return bytes;
    }

    private CorruptStoreException corrupt(String what) {
      return new CorruptStoreException(name, offset, what);
    }
  }

  private static int sum(byte[] payload) {
    var crc = new CRC32C();
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
