package io.ghostchain.zquic.grpc;

import io.grpc.Compressor;
import io.grpc.Decompressor;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Messages to DATA frames and back, with compression. Static: any thread may call. */
final class MessageCoding {
  private static final int PREFIX_BYTES = 5;
  private static final int UNKNOWN_LENGTH_BYTES = 512;

  private MessageCoding() {}

  /** Room to allocate for {@code message} in its frame, beside {@code other} bytes. */
  static ByteBuf allocate(ByteBufAllocator alloc, InputStream message, int other) {
    int known = knownLength(message);
    int body = known < 0 ? UNKNOWN_LENGTH_BYTES : known;
    return alloc.directBuffer(other + H3Frames.DATA_HEADER_BYTES + PREFIX_BYTES + body);
  }

  /** Whether {@code encoding} is the one that changes nothing. */
  static boolean isIdentity(String encoding) {
    return encoding.equals("identity");
  }

  /** Makes room in {@code out} for {@code message} in its frame and {@code other} bytes. */
  static void reserve(ByteBuf out, InputStream message, int other) {
    int known = knownLength(message);
    if (known > 0) {
      out.ensureWritable(other + H3Frames.DATA_HEADER_BYTES + PREFIX_BYTES + known);
    }
  }

  /**
   * Writes {@code message} as one DATA frame and closes it.
   *
   * @param compressor null to leave it as it is
   * @throws io.grpc.StatusRuntimeException INTERNAL if the message cannot be read
   */
  static void write(ByteBuf out, InputStream message, @Nullable Compressor compressor) {
    try (message) {
      int frame = H3Frames.beginData(out);
      int prefix = out.writerIndex();
      out.writeByte(compressor == null ? 0 : 1).writeInt(0);
      if (compressor == null) {
        drain(message, new ByteBufOutputStream(out));
      } else {
        try (OutputStream compressed = compressor.compress(new ByteBufOutputStream(out))) {
          drain(message, compressed);
        }
      }
      int length = out.writerIndex() - prefix - PREFIX_BYTES;
      out.setInt(prefix + 1, length);
      H3Frames.endData(out, frame);
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("cannot serialise the message")
          .withCause(e)
          .asRuntimeException();
    }
  }

  private static void drain(InputStream message, OutputStream out) throws IOException {
    if (message instanceof Drainable drainable) {
      drainable.drainTo(out);
    } else {
      message.transferTo(out);
    }
  }

  private static int knownLength(InputStream message) {
    try {
      return message instanceof KnownLength ? message.available() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  /**
   * Parses a received message.
   *
   * @param decompressor what the sender's {@code grpc-encoding} named
   * @param maxBytes the largest message after decompression
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED if it inflates beyond the limit,
   *     INTERNAL if it is compressed though no encoding was named, or does not parse
   */
  static <T> T parse(
      MethodDescriptor.Marshaller<T> marshaller,
      Message message,
      Decompressor decompressor,
      int maxBytes) {
    InputStream plain = new KnownLengthStream(message.bytes(), message.length());
    if (!message.compressed()) {
      return marshaller.parse(plain);
    }
    if (isIdentity(decompressor.getMessageEncoding())) {
      throw Status.INTERNAL
          .withDescription("a compressed message without a grpc-encoding")
          .asRuntimeException();
    }
    try (InputStream inflated = new LimitedStream(decompressor.decompress(plain), maxBytes)) {
      return marshaller.parse(inflated);
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("cannot decompress the message")
          .withCause(e)
          .asRuntimeException();
    }
  }

  private static final class KnownLengthStream extends ByteArrayInputStream implements KnownLength {
    KnownLengthStream(byte[] bytes, int length) {
      super(bytes, 0, length);
    }
  }

  /** Fails once more than {@code left} bytes come: the guard against decompression bombs. */
  private static final class LimitedStream extends FilterInputStream {
    private final int maxBytes;
    private int left;

    LimitedStream(InputStream in, int maxBytes) {
      super(in);
      this.maxBytes = maxBytes;
      this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      if (next >= 0) {
        count(1);
      }
      return next;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int read = super.read(to, offset, length);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      count((int) Math.min(skipped, Integer.MAX_VALUE));
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(int bytes) {
      if (bytes > left) {
        throw Status.RESOURCE_EXHAUSTED
            .withDescription("a compressed message inflates beyond the limit of " + maxBytes)
            .asRuntimeException();
      }
      left -= bytes;
    }
  }
}
