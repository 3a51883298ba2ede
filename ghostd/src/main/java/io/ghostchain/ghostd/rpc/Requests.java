package io.ghostchain.ghostd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.zcrypto.Hash;

/** Reads the fields of requests, and says what is wrong with them. */
final class Requests {
  private Requests() {}

  static Bytes bytes(ByteString field) {
    return Bytes.of(field.toByteArray());
  }

  static Hash hash(ByteString field, String name) {
    if (field.size() != Hash.BYTES) {
      throw Failures.of(
          RpcReason.INVALID_REQUEST, name + ": expected 32 bytes, got " + field.size());
    }
    return Hash.of(field.toByteArray());
  }

  /** An asset; absent, the fee asset. */
  static AssetId asset(ByteString field, String name) {
    return field.isEmpty() ? AssetId.FEE : new AssetId(hash(field, name));
  }

  static void atMost(String name, long most, long got) {
    if (got > most || got < 0) {
      throw Failures.of(
          RpcReason.INVALID_REQUEST,
          name + ": expected at most " + most + ", got " + Long.toUnsignedString(got));
    }
  }
}
