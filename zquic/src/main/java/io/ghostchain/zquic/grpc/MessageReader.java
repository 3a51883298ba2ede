package io.ghostchain.zquic.grpc;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts content into the length-prefixed messages of gRPC ("Length-Prefixed-Message" in
 * PROTOCOL-HTTP2.md).
 *
 * <p>A message's declared size is checked before anything is kept, and its array grows with what
 * really came, so a peer cannot make us allocate by claiming. Owned by the stream's event loop.
 */
final class MessageReader {
  private static final int PREFIX_BYTES = 5;
  private static final int FIRST_ALLOCATION_BYTES = 64 * 1024;

  /** How far the array goes ahead of what came: the larger, the fewer copies of a large message. */
  private static final int GROWTH = 8;

  private final int maxMessageBytes;
  private final Consumer<Message> sink;

  private int prefixBytes;
  private boolean compressed;
  private boolean badFlag;
  private int length;
  private byte[] body = Message.NO_BYTES;
  private int bodyBytes;

  /**
   * @param maxMessageBytes the largest message, as it is on the wire
   */
  MessageReader(int maxMessageBytes, Consumer<Message> sink) {
    this.maxMessageBytes = maxMessageBytes;
    this.sink = sink;
  }

  /**
   * Reads the next {@code available} bytes of {@code in}.
   *
   * @return OK, or why the call must end
   */
  Status read(ByteBuf in, int available) {
    int left = available;
    while (left > 0) {
      if (prefixBytes < PREFIX_BYTES) {
        if (prefixBytes == 0 && left >= PREFIX_BYTES) {
          compressed = flag(in.readUnsignedByte());
          length = in.readInt();
          prefixBytes = PREFIX_BYTES;
          left -= PREFIX_BYTES;
        } else {
          int next = in.readUnsignedByte();
          if (prefixBytes == 0) {
            compressed = flag(next);
            length = 0;
          } else {
            length = length << 8 | next;
          }
          prefixBytes++;
          left--;
        }
        if (prefixBytes == PREFIX_BYTES) {
          if (badFlag) {
            return Status.INTERNAL.withDescription("a message's compressed flag must be 0 or 1");
          }
          if (length < 0 || length > maxMessageBytes) {
            return Status.RESOURCE_EXHAUSTED.withDescription(
                "a message of "
                    + Integer.toUnsignedString(length)
                    + " bytes exceeds the limit of "
                    + maxMessageBytes);
          }
          body =
              length == 0 ? Message.NO_BYTES : new byte[Math.min(length, FIRST_ALLOCATION_BYTES)];
          bodyBytes = 0;
        }
      }
      if (prefixBytes == PREFIX_BYTES) {
        int part = Math.min(left, length - bodyBytes);
        if (bodyBytes + part > body.length) {
          int grown = (int) Math.min(length, (long) GROWTH * body.length);
          body = Arrays.copyOf(body, Math.max(bodyBytes + part, grown));
        }
        in.readBytes(body, bodyBytes, part);
        bodyBytes += part;
        left -= part;
        if (bodyBytes == length) {
          Message message = new Message(body, length, compressed);
          body = Message.NO_BYTES;
          prefixBytes = 0;
          sink.accept(message);
        }
      }
    }
    return Status.OK;
  }

  /** Whether a message has begun and not ended. */
  boolean isInsideMessage() {
    return prefixBytes != 0;
  }

  private boolean flag(int first) {
    badFlag = first > 1;
    return first == 1;
  }
}
