package io.ghostchain.zquic.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of an HTTP/3 request stream into field sections and content: RFC 9114 section 7.
 *
 * <p>Holds back at most one field section, whose size is checked before anything is kept; content
 * is passed on as it comes. Owned by the stream's event loop.
 */
final class RequestStreamReader {
  /** Receives what was read. */
  interface Sink {
    /** A whole field section; valid during the call. */
    void fields(ByteBuf section) throws H3Exception;

    /** A field section of {@code length} bytes that was larger than allowed, and is skipped. */
    void fieldsTooLarge(long length) throws H3Exception;

    /** The next {@code length} bytes of {@code in} are content, and must be consumed. */
    void content(ByteBuf in, int length) throws H3Exception;
  }

  private enum State {
    TYPE,
    LENGTH,
    FIELDS,
    CONTENT,
    SKIP
  }

  private final int maxFieldsBytes;
  private final Sink sink;

  private State state = State.TYPE;
  private long varint;
  private int varintBytesLeft;
  private long type;
  private long left;
  private @Nullable ByteBuf partialFields;
  private boolean fieldsSeen;

  /**
   * @param maxFieldsBytes the largest field section in bytes, encoded
   */
  RequestStreamReader(int maxFieldsBytes, Sink sink) {
    this.maxFieldsBytes = maxFieldsBytes;
    this.sink = sink;
  }

  /** Reads all of {@code in}. */
  void read(ByteBuf in) throws H3Exception {
    while (in.isReadable()) {
      switch (state) {
        case TYPE -> {
          if (readVarint(in)) {
            type = varint;
            if (H3Frames.isForbiddenOnRequestStream(type)) {
              throw H3Exception.connection(
                  H3Exception.FRAME_UNEXPECTED, "a frame of type " + type + " on a request stream");
            }
            state = State.LENGTH;
          }
        }
        case LENGTH -> {
          if (readVarint(in)) {
            left = varint;
            startFrame();
          }
        }
        case FIELDS -> readFields(in);
        case CONTENT -> {
          int length = (int) Math.min(left, in.readableBytes());
          left -= length;
          if (left == 0) {
            state = State.TYPE;
          }
          sink.content(in, length);
        }
        case SKIP -> {
          int length = (int) Math.min(left, in.readableBytes());
          in.skipBytes(length);
          left -= length;
          if (left == 0) {
            state = State.TYPE;
          }
        }
      }
    }
  }

  /**
   * The peer ended the stream.
   *
   * @throws H3Exception if it ended inside a frame: RFC 9114 section 7.1
   */
  void end() throws H3Exception {
    if (state != State.TYPE || varintBytesLeft != 0) {
      throw H3Exception.connection(
          H3Exception.FRAME_ERROR, "the stream ended in the middle of a frame");
    }
  }

  /** Drops what was held back. */
  void close() {
    if (partialFields != null) {
      partialFields.release();
      partialFields = null;
    }
    state = State.SKIP;
    left = Long.MAX_VALUE;
  }

  private void startFrame() throws H3Exception {
    if (type == H3Frames.HEADERS) {
      fieldsSeen = true;
      if (left > maxFieldsBytes) {
        state = State.SKIP;
        sink.fieldsTooLarge(left);
      } else {
        state = State.FIELDS;
        if (left == 0) {
          state = State.TYPE;
          sink.fields(Unpooled.EMPTY_BUFFER);
        }
      }
    } else if (type == H3Frames.DATA) {
      if (!fieldsSeen) {
        throw H3Exception.connection(H3Exception.FRAME_UNEXPECTED, "DATA before HEADERS");
      }
      state = left == 0 ? State.TYPE : State.CONTENT;
    } else {
      // Unknown types are ignored: RFC 9114 section 9.
      state = left == 0 ? State.TYPE : State.SKIP;
    }
  }

  private void readFields(ByteBuf in) throws H3Exception {
    int wanted = (int) left;
    if (partialFields == null && in.readableBytes() >= wanted) {
      state = State.TYPE;
      sink.fields(in.readSlice(wanted));
      return;
    }
    if (partialFields == null) {
      partialFields = in.alloc().buffer(wanted, wanted);
    }
    int length = Math.min(wanted, in.readableBytes());
    partialFields.writeBytes(in, length);
    left -= length;
    if (left == 0) {
      state = State.TYPE;
      ByteBuf section = partialFields;
      partialFields = null;
      try {
        sink.fields(section);
      } finally {
        section.release();
      }
    }
  }

  /** Reads on in a variable-length integer (RFC 9000 section 16); true when it is whole. */
  private boolean readVarint(ByteBuf in) {
    if (varintBytesLeft == 0) {
      int first = in.readUnsignedByte();
      varintBytesLeft = (1 << (first >>> 6)) - 1;
      varint = first & 0x3f;
    }
    while (varintBytesLeft > 0 && in.isReadable()) {
      varint = varint << 8 | in.readUnsignedByte();
      varintBytesLeft--;
    }
    return varintBytesLeft == 0;
  }
}
