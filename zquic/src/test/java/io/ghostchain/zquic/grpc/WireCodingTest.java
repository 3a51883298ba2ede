package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small codecs, by their specifications' examples and by round trips. */
class WireCodingTest {
  /** RFC 7541 appendix C.4 and C.6. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www.example.com|f1e3c2e5f23a6ba0ab90f4ff",
        "no-cache|a8eb10649cbf",
        "custom-key|25a849e95ba97d7f",
        "custom-value|25a849e95bb8e8b4bf",
        "302|6402",
        "private|aec3771a4b",
        "Mon, 21 Oct 2013 20:13:21 GMT|d07abe941054d444a8200595040b8166e082a62d1bff",
        "https://www.example.com|9d29ad171863c78f0b97c8e9ae82ae43d3",
        "307|640eff",
        "gzip|9bd9ab",
      })
  void readsTheHuffmanExamplesOfRfc7541(String text, String hex) throws Exception {
    byte[] coded = HexFormat.of().parseHex(hex);
    assertEquals(text, Huffman.read(Unpooled.wrappedBuffer(coded), coded.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "00", "ffffffff", "f1e3c2e5f23a6ba0ab90f4fe", "64"})
  void refusesBrokenHuffmanCodes(String hex) {
    byte[] coded = HexFormat.of().parseHex(hex);
    assertThrows(
        H3Exception.class, () -> Huffman.read(Unpooled.wrappedBuffer(coded), coded.length));
  }

  /** RFC 9204 appendix B.1, which uses the static table only. */
  @Test
  void readsTheStaticExampleOfRfc9204() throws Exception {
    List<String> fields = new ArrayList<>();
    byte[] section = HexFormat.of().parseHex("0000510b2f696e6465782e68746d6c");
    assertTrue(
        FieldReader.read(
            Unpooled.wrappedBuffer(section),
            1000,
            (name, value) -> fields.add(name + "=" + value)));
    assertEquals(List.of(":path=/index.html"), fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A required insert count, a post-base index, dynamic references, an index out of range.
        "0100",
        "00001f",
        "000080",
        "000040",
        "0000ff24",
        "0000ffffffffffffff",
        "0000510b2f",
        "00"
      })
  void refusesSectionsThatNeedADynamicTableOrAreCut(String hex) {
    assertThrows(
        H3Exception.class,
        () ->
            FieldReader.read(
                Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)), 1000, (name, value) -> {}));
  }

  @Test
  void stopsAtTheLimitOfASection() throws Exception {
    ByteBuf section = Unpooled.buffer();
    FieldWriter.writePrefix(section);
    FieldWriter.writeLiteral(section, "a", "b");
    FieldWriter.writeLiteral(section, "c", "d");
    List<String> fields = new ArrayList<>();
    assertFalse(FieldReader.read(section, 2 * 34 - 1, (name, value) -> fields.add(name)));
    assertEquals(List.of("a"), fields);
  }

  @Property
  void sectionsSurviveTheWire(RandomGenerator random) throws Exception {
    ByteBuf section = Unpooled.buffer();
    FieldWriter.writePrefix(section);
    List<String> written = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      String value = "v".repeat(random.nextInt(600));
      switch (random.nextInt(3)) {
        case 0 -> {
          int index = random.nextInt(QpackTable.SIZE);
          FieldWriter.writeIndexed(section, index);
          written.add(QpackTable.name(index) + "=" + QpackTable.value(index));
        }
        case 1 -> {
          int index = random.nextInt(QpackTable.SIZE);
          FieldWriter.writeNamed(section, index, value);
          written.add(QpackTable.name(index) + "=" + value);
        }
        default -> {
          String name = "n".repeat(1 + random.nextInt(300));
          FieldWriter.writeLiteral(section, name, value);
          written.add(name + "=" + value);
        }
      }
    }
    List<String> read = new ArrayList<>();
    assertTrue(FieldReader.read(section, 1 << 20, (name, value) -> read.add(name + "=" + value)));
    assertEquals(written, read);
  }

  @ParameterizedTest
  @CsvSource({
    "1n,1",
    "99999999n,99999999",
    "5u,5000",
    "7m,7000000",
    "2S,2000000000",
    "1M,60000000000"
  })
  void readsTimeouts(String text, long nanos) {
    assertEquals(OptionalLong.of(nanos), GrpcTimeout.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "n", "100000000n", "-1n", "1x", "1 n", "+1n", "1.5S"})
  void refusesMalformedTimeouts(String text) {
    assertEquals(OptionalLong.empty(), GrpcTimeout.parse(text));
  }

  @Property
  void timeoutsAreWrittenWithinOneUnit(RandomGenerator random) {
    long nanos = random.nextLong(0, Long.MAX_VALUE) >>> random.nextInt(63);
    String text = GrpcTimeout.format(nanos);
    assertTrue(text.length() <= 9, text);
    long read = GrpcTimeout.parse(text).orElseThrow();
    assertTrue(read <= Math.max(1, nanos), text);
    assertTrue(Math.max(1, nanos) - read <= nanos / 1000, text + " for " + nanos);
  }

  @Test
  void percentCodingLeavesPrintableAsciiAndMendsNothing() {
    assertEquals("a b~", PercentCoding.encode("a b~"));
    assertEquals("%25%0A%E2%98%BA", PercentCoding.encode("%\n☺"));
    assertEquals("%\n☺", PercentCoding.decode("%25%0a%E2%98%BA"));
    assertEquals("100%", PercentCoding.decode("100%"));
    assertEquals("%zz%2", PercentCoding.decode("%zz%2"));
  }

  @Property
  void messagesOfAStatusSurviveTheWire(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(100); i > 0; i--) {
      int point = random.nextInt(0x110000);
      text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? ' ' : point);
    }
    String encoded = PercentCoding.encode(text.toString());
    assertTrue(encoded.chars().allMatch(c -> c >= ' ' && c <= '~'), encoded);
    assertEquals(text.toString(), PercentCoding.decode(encoded));
  }

  @Test
  void metadataKeepsOrderBinaryValuesAndJoinedOnes() throws Exception {
    Metadata sent = new Metadata();
    var text = Metadata.Key.of("k", Metadata.ASCII_STRING_MARSHALLER);
    var bytes = Metadata.Key.of("k-bin", Metadata.BINARY_BYTE_MARSHALLER);
    sent.put(text, "1");
    sent.put(text, "2");
    sent.put(bytes, new byte[] {0, -1, 7});
    sent.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), "1n");
    ByteBuf section = Unpooled.buffer();
    FieldWriter.writePrefix(section);
    MetadataCoding.write(section, sent);
    Head head = new Head();
    assertTrue(FieldReader.read(section, 1000, head));
    assertEquals(2, count(head.metadata.getAll(text)));
    assertArrayEquals(new byte[] {0, -1, 7}, head.metadata.get(bytes));
    assertEquals(null, head.timeout);
    Metadata joined = new Metadata();
    assertTrue(MetadataCoding.read(joined, "k-bin", "AAA=, AQ"));
    assertEquals(2, count(joined.getAll(bytes)));
    assertFalse(MetadataCoding.read(joined, "k-bin", "not base64!"));
  }

  private static int count(@Nullable Iterable<?> values) {
    int count = 0;
    if (values != null) {
      for (Object each : values) {
        count += each == null ? 0 : 1;
      }
    }
    return count;
  }

  @Property
  void messagesSurviveAnyCuttingOfTheStream(RandomGenerator random) throws Exception {
    ByteBuf stream = Unpooled.buffer();
    List<byte[]> sent = new ArrayList<>();
    int frame = H3Frames.beginHeaders(stream);
    FieldWriter.writePrefix(stream);
    H3Frames.endHeaders(stream, frame);
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      byte[] message =
          new byte[random.nextInt(3) == 0 ? random.nextInt(200_000) : random.nextInt(20)];
      random.nextBytes(message);
      sent.add(message);
      MessageCoding.write(stream, new ByteArrayInputStream(message), null);
      stream.writeBytes(new byte[] {0x40, 0x40, 2, 1, 1});
    }
    List<Message> read = new ArrayList<>();
    MessageReader messages = new MessageReader(1 << 20, read::add);
    RequestStreamReader reader =
        new RequestStreamReader(
            1000,
            new RequestStreamReader.Sink() {
              @Override
              public void fields(ByteBuf section) {}

              @Override
              public void fieldsTooLarge(long length) {
                throw new AssertionError("too large: " + length);
              }

              @Override
              public void content(ByteBuf in, int length) {
                assertTrue(messages.read(in, length).isOk());
              }
            });
    while (stream.isReadable()) {
      reader.read(stream.readSlice(Math.min(stream.readableBytes(), 1 + random.nextInt(5000))));
    }
    reader.end();
    assertFalse(messages.isInsideMessage());
    assertEquals(sent.size(), read.size());
    for (int i = 0; i < sent.size(); i++) {
      assertArrayEquals(sent.get(i), Arrays.copyOf(read.get(i).bytes(), read.get(i).length()));
    }
  }

  @Test
  void aMessageThatClaimsTooMuchIsRefusedBeforeItIsKept() {
    MessageReader messages = new MessageReader(10, message -> {});
    ByteBuf claim = Unpooled.buffer().writeByte(0).writeInt(11);
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, messages.read(claim, 5).getCode());
    ByteBuf negative = Unpooled.buffer().writeByte(0).writeInt(-1);
    assertEquals(
        Status.Code.RESOURCE_EXHAUSTED,
        new MessageReader(10, message -> {}).read(negative, 5).getCode());
    ByteBuf flag = Unpooled.buffer().writeByte(2).writeInt(1);
    assertEquals(
        Status.Code.INTERNAL, new MessageReader(10, message -> {}).read(flag, 5).getCode());
  }

  @Test
  void statusesThatGrpcDidNotWriteAreMapped() {
    assertEquals(Status.Code.UNIMPLEMENTED, StatusCoding.ofHttpStatus("404").getCode());
    assertEquals(Status.Code.UNAVAILABLE, StatusCoding.ofHttpStatus("503").getCode());
    assertEquals(Status.Code.UNKNOWN, StatusCoding.ofHttpStatus("302").getCode());
    assertEquals(Status.Code.UNAVAILABLE, StatusCoding.ofReset(0x10b).getCode());
    assertEquals(Status.Code.CANCELLED, StatusCoding.ofReset(0x10c).getCode());
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, StatusCoding.ofReset(0x107).getCode());
    assertEquals(Status.Code.INTERNAL, StatusCoding.ofReset(0x102).getCode());
    assertEquals(Status.Code.UNKNOWN, StatusCoding.ofTrailers("x", null).getCode());
    assertEquals(Status.Code.UNKNOWN, StatusCoding.ofTrailers("99", null).getCode());
    assertEquals(Status.Code.NOT_FOUND, StatusCoding.ofTrailers("5", "a%20b").getCode());
    assertEquals("a b", StatusCoding.ofTrailers("5", "a%20b").getDescription());
  }

  @Test
  void backoffStaysBelowItsBounds() {
    RetryPolicy policy = RetryPolicy.defaults();
    RandomGenerator most = () -> -1L;
    assertTrue(policy.backoffNanos(2, most) <= TimeUnit.MILLISECONDS.toNanos(100));
    assertTrue(policy.backoffNanos(3, most) <= TimeUnit.MILLISECONDS.toNanos(200));
    assertTrue(policy.backoffNanos(20, most) <= TimeUnit.SECONDS.toNanos(2));
  }
}
