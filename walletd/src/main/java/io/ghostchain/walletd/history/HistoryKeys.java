package io.ghostchain.walletd.history;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The keys of the history's tables: fixed widths, big-endian, so that their order is that of the
 * account's time.
 */
final class HistoryKeys {
  private HistoryKeys() {}

  /** Of an account's record of a transaction. */
  static byte[] record(AccountId account, Hash txId) {
    return ByteBuffer.allocate(64).put(account.hash().bytes()).put(txId.bytes()).array();
  }

  /** Of a record's place in the account's time. */
  static byte[] time(AccountId account, long millis, Hash txId) {
    return ByteBuffer.allocate(72)
        .put(account.hash().bytes())
        .putLong(millis)
        .put(txId.bytes())
        .array();
  }

  /** Of an account that a transaction touches. */
  static byte[] touch(Hash txId, AccountId account) {
    return ByteBuffer.allocate(64).put(txId.bytes()).put(account.hash().bytes()).array();
  }

  static boolean startsWith(byte[] key, Hash prefix) {
    return key.length >= Hash.BYTES
        && Arrays.equals(key, 0, Hash.BYTES, prefix.bytes(), 0, Hash.BYTES);
  }

  static Hash hashAt(byte[] key, int offset) {
    return Hash.read(key, offset);
  }
}
