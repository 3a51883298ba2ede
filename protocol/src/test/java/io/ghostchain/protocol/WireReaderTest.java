package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the encoding, broken by hand, is refused at the byte. */
class WireReaderTest {
  /** A message with one field of each form. */
  private record Sample(
      int number,
      long large,
      boolean flag,
      Bytes bytes,
      String text,
      Amount amount,
      List<Integer> packed,
      List<Sample> nested) {
    static Sample read(WireReader in) throws DecodeException {
      return new Sample(
          in.uint32(1, "number"),
          in.uint64(2, "large"),
          in.bool(3, "flag"),
          in.bytes(4, "bytes", 4),
          in.string(5, "text", 4),
          in.amount(6, "amount"),
          in.packed(7, "packed", 3),
          in.repeated(8, "nested", 2, Sample::read));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "0801, 0",
    "08ffffffff07, 0",
    "10ffffffffffffffff7f, 0",
    "1801, 0",
    "2201aa, 0",
    "2a02c3a4, 0",
    "3201ff, 0",
    "3a03010203, 0",
    "42004200, 0",
    "080110021801, 0"
  })
  void canonicalBytesAreAccepted(String hex, int ignored) throws DecodeException {
    WireReader.decode(Bytes.parseHex(hex), 100, "sample", Sample::read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0800 | 1 | sample.number | no field for zero",
        "088100 | 2 | sample.number | as few bytes",
        "08ffffffff0f | 1 | sample.number | up to 2147483647",
        "10ffffffffffffffffff01 | 1 | sample.large | up to 9223372036854775807",
        "10ffffffffffffffffff02 | 1 | sample.large | at most 64 bits",
        "10ffffffffffffffffffff01 | 1 | sample.large | at most 64 bits",
        "1802 | 1 | sample.flag | up to 1",
        "08 | 1 | sample.number | the rest of a number",
        "0880 | 2 | sample.number | the rest of a number",
        "0a0101 | 0 | sample.number | wire type 0",
        "2001 | 0 | sample.bytes | wire type 2",
        "08010801 | 2 | sample | ascending fields",
        "10010801 | 2 | sample | ascending fields",
        "4801 | 0 | sample | a known field",
        "0d01000000 | 0 | sample | wire type 0 or 2",
        "0b0c | 0 | sample | wire type 0 or 2",
        "0001 | 0 | sample | a field number",
        "2200 | 1 | sample.bytes | no field for an empty value",
        "2202aa | 1 | sample.bytes | bytes that are left",
        "2205aabbccddee | 1 | sample.bytes | at most 4 bytes",
        "2a02c328 | 2 | sample.text | UTF-8",
        "2a03eda080 | 2 | sample.text | UTF-8",
        "2a02c080 | 2 | sample.text | UTF-8",
        "320200ff | 2 | sample.amount | no leading zero",
        "3211ffffffffffffffffffffffffffffffffff | 1 | sample.amount | at most 16 bytes",
        "3801 | 0 | sample.packed | wire type 2",
        "3a00 | 1 | sample.packed | no field for an empty list",
        "3a0401020304 | 5 | sample.packed | at most 3 items",
        "3a0181 | 3 | sample.packed | the rest of a number",
        "420042004200 | 5 | sample.nested | at most 2 items",
        "4202080a0801 | 4 | sample | ascending fields",
        "42020800 | 3 | sample.nested[0].number | no field for zero",
        "420042020800 | 5 | sample.nested[1].number | no field for zero",
        "888080808001 | 0 | sample | up to 4294967295",
        "888000 | 2 | sample | as few bytes"
      })
  void everythingElseIsRefusedAtTheByte(String hex, int offset, String path, String expected) {
    DecodeException refused = refuse(hex);
    assertEquals(offset, refused.offset(), refused::toString);
    assertEquals(path, refused.path(), refused::toString);
    assertTrue(refused.expected().contains(expected), refused::toString);
    assertEquals(Reason.MALFORMED, refused.reason());
  }

  @Test
  void eightLevelsAreReadAndNineAreNot() throws DecodeException {
    assertEquals(1, WireReader.decode(nested(8), 100, "sample", Sample::read).nested().size());
    DecodeException refused =
        assertThrows(
            DecodeException.class, () -> WireReader.decode(nested(9), 100, "sample", Sample::read));
    assertTrue(refused.expected().contains("at most 8 levels"), refused::toString);
  }

  @Test
  void aMessageBeyondItsLimitIsNotLookedAt() {
    byte[] long101 = new byte[101];
    DecodeException refused =
        assertThrows(
            DecodeException.class,
            () -> WireReader.decode(Bytes.of(long101), 100, "sample", Sample::read));
    assertEquals(Reason.TOO_LARGE, refused.reason());
  }

  @Test
  void offsetsCountFromTheStartOfTheMessageNotOfTheArray() {
    byte[] within = {9, 9, 9, 8, 0, 9};
    DecodeException refused =
        assertThrows(
            DecodeException.class,
            () -> WireReader.decode(Bytes.view(within, 3, 2), 100, "sample", Sample::read));
    assertEquals(1, refused.offset());
  }

  @Test
  void lengthsThatGrowWhileTheyAreWrittenMoveWhatWasWritten() {
    for (int length : new int[] {0, 1, 126, 127, 128, 129, 16_383, 16_384, 70_000}) {
      Bytes content = Bytes.of(new byte[length]);
      byte[] encoded =
          WireWriter.encode(0, out -> out.message(1, inner -> inner.bytes(1, content)));
      byte[] expected =
          WireWriter.encode(
              0, out -> out.bytes(1, Bytes.wrap(WireWriter.encode(0, in -> in.bytes(1, content)))));
      assertEquals(Bytes.of(length == 0 ? new byte[] {10, 0} : expected), Bytes.of(encoded));
    }
  }

  private static Bytes nested(int levels) {
    byte[] message = {};
    for (int level = 1; level < levels; level++) {
      byte[] inner = message;
      message = WireWriter.encode(0, out -> out.message(8, to -> to.repeatedBytes(0, List.of())));
      if (inner.length > 0) {
        message = WireWriter.encode(0, out -> out.bytes(8, Bytes.of(inner)));
      }
    }
    return Bytes.of(message);
  }

  private static DecodeException refuse(String hex) {
    return assertThrows(
        DecodeException.class,
        () -> WireReader.decode(Bytes.parseHex(hex), 100, "sample", Sample::read));
  }
}
