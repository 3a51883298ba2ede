package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A list of hashes as the tail of an encoding: one after the other up to the end. */
final class HashList {
  private HashList() {}

  static List<Hash> read(byte[] source, int offset) {
    if ((source.length - offset) % Hash.BYTES != 0) {
      throw new IllegalArgumentException(
          "a list of hashes has a multiple of 32 bytes, got " + (source.length - offset));
    }
    var hashes = new ArrayList<Hash>((source.length - offset) / Hash.BYTES);
    for (int at = offset; at < source.length; at += Hash.BYTES) {
      hashes.add(Hash.read(source, at));
    }
    return hashes;
  }

  static void write(List<Hash> hashes, ByteBuffer target) {
    for (Hash hash : hashes) {
      target.put(hash.bytes());
    }
  }
}
