package io.ghostchain.zquic.grpc;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grpc.Metadata;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Every decoder of outside bytes in this package, with arbitrary ones. */
class DecodersFuzzTest {
  private static final int LIMIT = 4096;

  @FuzzTest
  void requestStreams(FuzzedDataProvider data) {
    MessageReader messages =
        new MessageReader(
            LIMIT,
            message -> {
              if (message.length() > LIMIT || message.length() > message.bytes().length) {
                throw new AssertionError("a message beyond the limit");
              }
            });
    RequestStreamReader reader =
        new RequestStreamReader(
            LIMIT,
            new RequestStreamReader.Sink() {
              @Override
              public void fields(ByteBuf section) throws H3Exception {
                FieldReader.read(section, LIMIT, new Head());
              }

              @Override
              public void fieldsTooLarge(long length) {}

              @Override
              public void content(ByteBuf in, int length) throws H3Exception {
                int end = in.readerIndex() + length;
                if (!messages.read(in, length).isOk()) {
                  throw H3Exception.stream(H3Exception.MESSAGE_ERROR, "not a message");
                }
                if (in.readerIndex() != end) {
                  throw new AssertionError("content was left");
                }
              }
            });
    try {
      while (data.remainingBytes() > 0) {
        reader.read(Unpooled.wrappedBuffer(data.consumeBytes(data.consumeInt(1, 64))));
      }
      reader.end();
    } catch (H3Exception e) {
      // What a broken peer gets.
    } finally {
      reader.close();
    }
  }

  @FuzzTest
  void fieldSections(byte[] section) {
    try {
      FieldReader.read(Unpooled.wrappedBuffer(section), LIMIT, new Head());
    } catch (H3Exception e) {
      // What a broken peer gets.
    }
  }

  /** What is remembered reads as what is read, the first time and after. */
  @FuzzTest
  void rememberedSections(byte[] section) {
    String expected = outcome(() -> read(section));
    HeadCache cache = new HeadCache(LIMIT);
    for (int i = 0; i < 2; i++) {
      String got = outcome(() -> cache.read(Unpooled.wrappedBuffer(section)));
      if (!expected.equals(got)) {
        throw new AssertionError("reading " + i + ": expected " + expected + ", got " + got);
      }
    }
  }

  private interface Reading {
    @Nullable Head head() throws H3Exception;
  }

  private static @Nullable Head read(byte[] section) throws H3Exception {
    Head head = new Head();
    return FieldReader.read(Unpooled.wrappedBuffer(section), LIMIT, head) ? head : null;
  }

  private static String outcome(Reading reading) {
    try {
      Head head = reading.head();
      return head == null ? "too large" : text(head);
    } catch (H3Exception e) {
      return "refused: " + e.getMessage();
    }
  }

  private static String text(Head head) {
    return Arrays.asList(
            head.method,
            head.scheme,
            head.path,
            head.authority,
            head.status,
            head.contentType,
            head.timeout,
            head.encoding,
            head.acceptEncoding,
            head.grpcStatus,
            head.grpcMessage,
            head.malformedMetadata,
            head.metadata)
        .toString();
  }

  @FuzzTest
  void timeouts(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    GrpcTimeout.parse(text)
        .ifPresent(nanos -> {
          if (nanos < 0) {
            throw new AssertionError("a negative timeout of " + text);
          }
        });
  }

  @FuzzTest
  void statusMessages(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    if (PercentCoding.decode(text).length() > text.length()) {
      throw new AssertionError("decoding made it longer");
    }
    if (!PercentCoding.decode(PercentCoding.encode("%" + text)).startsWith("%")) {
      throw new AssertionError("the percent sign was lost");
    }
  }

  @FuzzTest
  void metadata(FuzzedDataProvider data) {
    Metadata metadata = new Metadata();
    String name = data.consumeString(20);
    MetadataCoding.read(metadata, name, data.consumeRemainingAsString());
  }

  @FuzzTest
  void statuses(FuzzedDataProvider data) {
    StatusCoding.ofTrailers(data.consumeString(5), data.consumeRemainingAsString());
  }
}
