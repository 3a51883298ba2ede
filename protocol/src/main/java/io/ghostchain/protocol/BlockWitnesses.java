package io.ghostchain.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The witnesses of a block's transactions.
 *
 * @param witnesses encoded, in the order of the bodies; not looked into here
 */
public record BlockWitnesses(List<Bytes> witnesses) {
  /** Checks the components. */
  public BlockWitnesses {
    witnesses = List.copyOf(witnesses);
    Require.size("witnesses", witnesses, 0, Limits.BLOCK_TRANSACTIONS);
    for (Bytes witness : witnesses) {
      Require.length("a witness", witness, 1, Limits.MESSAGE_BYTES);
    }
  }

  /** Decodes a block's witnesses. */
  public static BlockWitnesses decode(byte[] encoded) throws DecodeException {
    return decode(Bytes.of(encoded));
  }

  /** Decodes a block's witnesses, which are views of the given bytes. */
  public static BlockWitnesses decode(Bytes encoded) throws DecodeException {
    return WireReader.decode(encoded, 2 * Limits.BLOCK_BYTES, "witnesses", BlockWitnesses::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    int bytes = witnesses.stream().mapToInt(witness -> witness.length() + 4).sum();
    return WireWriter.encode(bytes + 16, this::write);
  }

  /** The canonical encoding in parts that follow one another: the witnesses are not copied. */
  public List<Bytes> encodedParts() {
    List<Bytes> parts = new ArrayList<>(2 * witnesses.size());
    Bytes head = Bytes.EMPTY;
    int headOf = -1;
    for (Bytes witness : witnesses) {
      if (witness.length() != headOf) {
        headOf = witness.length();
        head = Bytes.wrap(WireWriter.head(1, headOf));
      }
      parts.add(head);
      parts.add(witness);
    }
    return parts;
  }

  private void write(WireWriter out) {
    out.repeatedBytes(1, witnesses);
  }

  private static BlockWitnesses read(WireReader in) throws DecodeException {
    return new BlockWitnesses(
        in.repeatedBytes(1, "witnesses", Limits.BLOCK_TRANSACTIONS, Limits.MESSAGE_BYTES));
  }
}
