package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;

/**
 * The leaf that stands where an absent key's would.
 *
 * @param keyHash SHA-256 of its key
 * @param valueHash SHA-256 of its value
 */
public record OtherLeaf(Hash keyHash, Hash valueHash) {
  void write(WireWriter out) {
    out.hash(1, keyHash);
    out.hash(2, valueHash);
  }

  static OtherLeaf read(WireReader in) throws DecodeException {
    return new OtherLeaf(in.hash(1, "key_hash"), in.hash(2, "value_hash"));
  }
}
