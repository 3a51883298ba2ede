package io.ghostchain.walletd.payment;

import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.keys.OwnAccount;
import io.ghostchain.walletd.keys.Wallets;
import io.ghostchain.walletkit.Signing;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key that an account's vault holds now, as the first of its entries. The number of
 * rotations is remembered, but the chain knows best: after a restore, or a rotation from elsewhere,
 * the next keys are tried in turn.
 */
public final class AccountKeys {
  /** How many keys beyond the remembered one are tried. */
  static final int LOOK_AHEAD = 64;

  private final Wallets wallets;

  /** Keys of these wallets. */
  public AccountKeys(Wallets wallets) {
    this.wallets = wallets;
  }

  /**
   * Signs a transaction of an account.
   *
   * @param vault on the chain; null if the body reveals it
   * @throws Refusal if the wallet is locked, or the vault's key is none of its keys
   */
  public Transaction sign(
      OwnAccount account, TransactionBody body, Hash genesisHash, @Nullable Vault vault) {
    int rotation = rotation(account, vault);
    if (body.signatureCount() != 1) {
      throw Refusal.state(
          "COSIGNER_NEEDED",
          "the account's vault asks for a co-signer too; build the transaction, sign it offline and have it co-signed");
    }
    return wallets.withKey(account, rotation, key -> Signing.transaction(body, genesisHash, key));
  }

  /**
   * How many keys came before the one in the vault, which is then remembered.
   *
   * @param vault on the chain; null before it is revealed
   */
  public int rotation(OwnAccount account, @Nullable Vault vault) {
    if (vault == null) {
      return 0;
    }
    return find(account, Set.of(vault.entries().getFirst().key()));
  }

  /** The same for any of the vault's keys but session keys, where one alone need not decide. */
  int anyRotation(OwnAccount account, @Nullable Vault vault) {
    return vault == null
        ? 0
        : find(
            account,
            vault.entries().stream()
                .filter(entry -> !entry.isSession())
                .map(KeyEntry::key)
                .collect(Collectors.toSet()));
  }

  private int find(OwnAccount account, Set<PublicKey> wanted) {
    int remembered = account.entry().rotation();
    if (isAt(account, wanted, remembered)) {
      return remembered;
    }
    for (int rotation = 0; rotation <= remembered + LOOK_AHEAD; rotation++) {
      if (rotation != remembered && isAt(account, wanted, rotation)) {
        wallets.setRotation(account, rotation);
        return rotation;
      }
    }
    throw Refusal.state(
        "KEY_NOT_FOUND",
        "the vault of " + account.id() + " holds a key that this wallet does not derive");
  }

  private boolean isAt(OwnAccount account, Set<PublicKey> wanted, int rotation) {
    return wanted.contains(wallets.publicKey(account, rotation));
  }
}
