package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.List;

/**
 * A block as it travels and is stored, but for its witnesses, which are pruned: {@link
 * BlockWitnesses}.
 *
 * @param header the header
 * @param bodies encoded transaction bodies, in order; not looked into here
 */
public record Block(Header header, List<Bytes> bodies) {
  /** Checks the components. */
  public Block {
    bodies = List.copyOf(bodies);
    Require.size("bodies", bodies, 0, Limits.BLOCK_TRANSACTIONS);
    for (Bytes body : bodies) {
      Require.length("a body", body, 1, Limits.MESSAGE_BYTES);
    }
  }

  /** Decodes a block. */
  public static Block decode(byte[] encoded) throws DecodeException {
    return decode(Bytes.of(encoded));
  }

  /** Decodes a block, of which the bodies are views of the given bytes. */
  public static Block decode(Bytes encoded) throws DecodeException {
    return WireReader.decode(encoded, Limits.BLOCK_BYTES, "block", Block::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    int bytes = bodies.stream().mapToInt(body -> body.length() + 4).sum();
    return WireWriter.encode(bytes + 512, this::write);
  }

  /** The hash of the header. */
  public Hash hash() {
    return header.hash();
  }

  private void write(WireWriter out) {
    out.message(1, header::write);
    out.repeatedBytes(2, bodies);
  }

  private static Block read(WireReader in) throws DecodeException {
    return new Block(
        in.message(1, "header", Header::read),
        in.repeatedBytes(2, "bodies", Limits.BLOCK_TRANSACTIONS, Limits.MESSAGE_BYTES));
  }
}
