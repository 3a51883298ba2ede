package io.ghostchain.protocol;

/**
 * What the state holds of a lane other than 0. An unopened lane has no record.
 *
 * @param sequence the next one, at least 1: a lane is opened by its first use
 */
public record LaneRecord(long sequence) implements StateRecord {
  /** Checks the component. */
  public LaneRecord {
    Require.range("sequence", sequence, 1, Long.MAX_VALUE);
  }

  /** Decodes a record. */
  public static LaneRecord decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(Bytes.of(encoded), Limits.MESSAGE_BYTES, "lane", LaneRecord::read);
  }

  /** The canonical encoding. */
  @Override
  public byte[] encode() {
    return WireWriter.encode(16, out -> out.uint64(1, sequence));
  }

  private static LaneRecord read(WireReader in) throws DecodeException {
    return new LaneRecord(in.uint64(1, "sequence"));
  }
}
