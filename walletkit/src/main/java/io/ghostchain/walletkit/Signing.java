package io.ghostchain.walletkit;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.PersonalMessage;
import io.ghostchain.protocol.Tag;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.Witness;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import java.util.List;

/**
 * What a wallet's keys sign: transactions of an account with one key, and messages (LEDGER.md,
 * Signing).
 */
public final class Signing {
  private Signing() {}

  /**
   * Signs a transaction for the chain of a genesis.
   *
   * @throws IllegalArgumentException unless the body asks for exactly one signature
   */
  public static Transaction transaction(TransactionBody body, Hash genesisHash, PrivateKey key) {
    if (body.signatureCount() != 1) {
      throw new IllegalArgumentException(
          "the transaction asks for " + body.signatureCount() + " signatures; a wallet gives one");
    }
    Hash id = TransactionBody.id(genesisHash, Bytes.of(body.encode()));
    byte[] signature = key.sign(Tag.TRANSACTION.message(id));
    return Transaction.of(body, new Witness(List.of(Bytes.of(signature))));
  }

  /**
   * Signs a message as the holder of an account.
   *
   * @param account goes into what is signed, so that a signature holds for no other account
   */
  public static byte[] message(AccountId account, byte[] message, PrivateKey key) {
    return key.sign(signed(account, message));
  }

  /** Whether the signature over the message is this key's, in the name of this account. */
  public static boolean verifyMessage(
      AccountId account, byte[] message, PublicKey key, byte[] signature) {
    return key.verify(signed(account, message), signature);
  }

  /** Whether this key alone makes up the account's first vault. */
  public static boolean isFirstKey(AccountId account, PublicKey key) {
    return Vault.of(key).accountId(Bytes.EMPTY).equals(account);
  }

  private static byte[] signed(AccountId account, byte[] message) {
    return new PersonalMessage(account, Bytes.of(message)).message();
  }
}
