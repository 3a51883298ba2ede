package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;

/**
 * The id of an account, for as long as it lives; shown as {@code ghost1...}.
 *
 * <p>A native account's id is a hash of its first vault: {@link Vault#accountId}. Those that begin
 * with twelve zero bytes are the EVM's.
 */
public record AccountId(Hash hash) implements Comparable<AccountId> {
  /** What the text form begins with. */
  public static final String PREFIX = "ghost";

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException that says what is wrong, and where one or two characters are
   *     mistyped
   */
  public static AccountId parse(String text) {
    return new AccountId(Bech32m.decodeId(PREFIX, text));
  }

  @Override
  public int compareTo(AccountId other) {
    return hash.compareTo(other.hash);
  }

  /** The text form (bech32m, BIP-350), 64 characters. */
  @Override
  public String toString() {
    return Bech32m.encodeId(PREFIX, hash);
  }
}
