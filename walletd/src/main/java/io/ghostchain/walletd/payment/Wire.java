package io.ghostchain.walletd.payment;

import com.google.protobuf.ByteString;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.zcrypto.Hash;
import java.math.BigInteger;

/** From bytes of the wire to values, with a refusal that names the field. */
public final class Wire {
  private Wire() {}

  /** A hash of 32 bytes. */
  public static Hash hash(String field, ByteString bytes) {
    if (bytes.size() != Hash.BYTES) {
      throw Refusal.invalid("MALFORMED", field + ": expected 32 bytes, got " + bytes.size());
    }
    return Hash.of(bytes.toByteArray());
  }

  /** An asset; the fee asset if absent. */
  public static AssetId asset(String field, ByteString bytes) {
    return bytes.isEmpty() ? AssetId.FEE : new AssetId(hash(field, bytes));
  }

  /** An amount below 2^128. */
  public static Amount amount(String field, ByteString bytes) {
    if (bytes.size() > Amount.BYTES) {
      throw Refusal.invalid(
          "MALFORMED", field + ": expected at most 16 bytes, got " + bytes.size());
    }
    return Amount.of(new BigInteger(1, bytes.toByteArray()));
  }

  /** An account from its address. */
  public static AccountId address(String field, String text) {
    try {
      return AccountId.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw Refusal.invalid("BAD_ADDRESS", field + ": " + wrong.getMessage());
    }
  }

  /** An account's id as bytes. */
  public static ByteString bytes(AccountId account) {
    return ByteString.copyFrom(account.hash().bytes());
  }
}
