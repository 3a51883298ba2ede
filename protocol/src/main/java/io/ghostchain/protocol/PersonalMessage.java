package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;

/**
 * A text or other bytes that a person signs outside of the ledger, to show that an account is
 * theirs. It can never be taken for a transaction.
 *
 * @param account who signs
 * @param content what is signed
 */
public record PersonalMessage(AccountId account, Bytes content) {
  /** The 48 bytes that are signed, over SHA-256 of the account's id and the content. */
  public byte[] message() {
    return Tag.MESSAGE.message(Hash.sha256(account.hash().bytes(), content.copy()));
  }
}
