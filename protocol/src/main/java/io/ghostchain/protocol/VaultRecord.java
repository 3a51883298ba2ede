package io.ghostchain.protocol;

/**
 * What the state holds of an account's vault.
 *
 * @param version from 1 up
 * @param vault the keys
 */
public record VaultRecord(long version, Vault vault) implements StateRecord {
  /** Checks the components. */
  public VaultRecord {
    Require.range("version", version, 1, Long.MAX_VALUE);
  }

  /** Decodes a record. */
  public static VaultRecord decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.MESSAGE_BYTES, "vault_record", VaultRecord::read);
  }

  /** The canonical encoding. */
  @Override
  public byte[] encode() {
    return WireWriter.encode(2048, this::write);
  }

  private void write(WireWriter out) {
    out.uint64(1, version);
    out.message(2, vault::write);
  }

  private static VaultRecord read(WireReader in) throws DecodeException {
    return new VaultRecord(in.uint64(1, "version"), in.message(2, "vault", Vault::read));
  }
}
