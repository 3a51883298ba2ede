package io.ghostchain.walletkit;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountSchemes;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.PersonalMessage;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionSigner;
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
    return Transaction.of(
        body, new Witness(List.of(new TransactionSigner(genesisHash).signature(body, key))));
  }

  /**
   * Signs a message as the holder of an account.
   *
   * @param account goes into what is signed, so that a signature holds for no other account
   * @throws IllegalArgumentException for a classical key, which never speaks for an account alone
   */
  public static byte[] message(AccountId account, byte[] message, PrivateKey key) {
    if (AccountSchemes.isClassical(key.scheme())) {
      throw new IllegalArgumentException(
          "messages are signed with post-quantum keys, got one of " + key.scheme());
    }
    return key.sign(signed(account, message));
  }

  /**
   * Whether the signature over the message is this key's, in the name of this account. Never for a
   * classical key.
   */
  public static boolean verifyMessage(
      AccountId account, byte[] message, PublicKey key, byte[] signature) {
    return !AccountSchemes.isClassical(key.scheme())
        && key.verify(signed(account, message), signature);
  }

  /** Whether this key alone makes up the account's first vault. */
  public static boolean isFirstKey(AccountId account, PublicKey key) {
    return Vault.of(key).accountId(Bytes.EMPTY).equals(account);
  }

  private static byte[] signed(AccountId account, byte[] message) {
    return new PersonalMessage(account, Bytes.of(message)).message();
  }
}
