package io.ghostchain.protocol;

/** Something that an operation did, kept in the receipt. */
public sealed interface Event
    permits Transferred,
        AssetIssued,
        Minted,
        Burned,
        FrozenSet,
        IssuerSet,
        VaultUpdated,
        ContractEmitted {
  /** Decodes an event. */
  static Event decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(Bytes.of(encoded), Limits.MESSAGE_BYTES, "event", EventCodec::read);
  }

  /** The canonical encoding. */
  default byte[] encode() {
    return WireWriter.encode(192, out -> EventCodec.write(this, out));
  }
}
