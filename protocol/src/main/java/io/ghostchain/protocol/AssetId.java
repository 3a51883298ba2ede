package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;

/** The id of an asset; shown as {@code gasset1...}. */
public record AssetId(Hash hash) implements Comparable<AssetId> {
  /** What the text form begins with. */
  public static final String PREFIX = "gasset";

  /** The asset that fees are paid in, of every chain: 32 zero bytes, left out on the wire. */
  public static final AssetId FEE = new AssetId(Hash.ZERO);

  /** The asset that validators bond, of every chain: 31 zero bytes and a one. */
  public static final AssetId STAKE = new AssetId(Hash.parse("0".repeat(63) + "1"));

  /** The id of the asset that operation {@code operationIndex} of a transaction issues. */
  public static AssetId issued(Hash txId, int operationIndex) {
    byte[] preimage = new byte[Tag.BYTES + Hash.BYTES + Integer.BYTES];
    Tag.ASSET.write(preimage, 0);
    txId.write(preimage, Tag.BYTES);
    BigEndian.putInt(preimage, Tag.BYTES + Hash.BYTES, operationIndex);
    return new AssetId(Hash.sha256(preimage));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException that says what is wrong, and where one or two characters are
   *     mistyped
   */
  public static AssetId parse(String text) {
    return new AssetId(Bech32m.decodeId(PREFIX, text));
  }

  /** Whether this is {@link #FEE}. */
  public boolean isFee() {
    return hash.equals(Hash.ZERO);
  }

  @Override
  public int compareTo(AssetId other) {
    return hash.compareTo(other.hash);
  }

  /** The text form (bech32m, BIP-350), 65 characters. */
  @Override
  public String toString() {
    return Bech32m.encodeId(PREFIX, hash);
  }
}
