package io.ghostchain.zwallet;

import com.google.protobuf.ByteString;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.zcrypto.Hash;

/** Ids between people's form and the wire's. */
public final class Addresses {
  private Addresses() {}

  /** The id that an address stands for. */
  public static ByteString id(String address) {
    try {
      return ByteString.copyFrom(AccountId.parse(address).hash().bytes());
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage("not an address: " + wrong.getMessage());
    }
  }

  /** The address of an id. */
  public static String text(ByteString id) {
    return new AccountId(Hash.of(id.toByteArray())).toString();
  }

  /** An asset's id in people's form. */
  public static String asset(ByteString id) {
    return new AssetId(Hash.of(id.toByteArray())).toString();
  }

  /** The bytes of an asset's id that a person gave, in its own form or as hexadecimal digits. */
  public static ByteString assetId(String text) {
    try {
      Hash hash =
          text.startsWith(AssetId.PREFIX + "1") ? AssetId.parse(text).hash() : Hash.parse(text);
      return ByteString.copyFrom(hash.bytes());
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage("not an asset's id: " + wrong.getMessage());
    }
  }

  /** Whether a text could be an asset's id rather than a symbol. */
  public static boolean looksLikeAssetId(String text) {
    return text.startsWith(AssetId.PREFIX + "1") || text.length() == 2 * Hash.BYTES;
  }
}
