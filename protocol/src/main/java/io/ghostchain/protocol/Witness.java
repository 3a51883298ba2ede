package io.ghostchain.protocol;

import java.util.List;

/**
 * The signatures of a transaction, one for each signer that the body lists: first the sender's,
 * then the payer's, in order.
 */
public record Witness(List<Bytes> signatures) {
  /** Checks the components. */
  public Witness {
    signatures = List.copyOf(signatures);
    Require.size("signatures", signatures, 1, Limits.SIGNATURES);
    for (Bytes signature : signatures) {
      Require.length("a signature", signature, 1, Limits.SIGNATURE_BYTES);
    }
  }

  /** Decodes a witness. */
  public static Witness decode(byte[] encoded) throws DecodeException {
    return decode(Bytes.of(encoded));
  }

  /** Decodes a witness, of which the signatures may be views. */
  public static Witness decode(Bytes encoded) throws DecodeException {
    return WireReader.decode(encoded, Limits.MESSAGE_BYTES, "witness", Witness::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(2500 * signatures.size(), this::write);
  }

  private void write(WireWriter out) {
    out.repeatedBytes(1, signatures);
  }

  private static Witness read(WireReader in) throws DecodeException {
    return new Witness(
        in.repeatedBytes(1, "signatures", Limits.SIGNATURES, Limits.SIGNATURE_BYTES));
  }
}
