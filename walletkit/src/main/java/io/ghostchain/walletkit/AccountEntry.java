package io.ghostchain.walletkit;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;

/**
 * What a wallet knows of one of its accounts without its secret. The account's first vault holds
 * its first key alone, with no salt, so that the words alone find it again.
 *
 * @param index from 0
 * @param label what a person calls it, at most {@value #LABEL_CHARS} characters; may be empty
 * @param firstKey of rotation 0, from which the id follows
 * @param rotation how many keys came before the present one
 */
public record AccountEntry(int index, String label, PublicKey firstKey, int rotation) {
  /** Most characters of a label. */
  public static final int LABEL_CHARS = 64;

  /** Highest number of rotations. */
  public static final int ROTATIONS = 1 << 20;

  /** Checks the components. */
  public AccountEntry {
    if (index < 0 || rotation < 0 || rotation > ROTATIONS) {
      throw new IllegalArgumentException(
          "an account has an index from 0 and a rotation to "
              + ROTATIONS
              + ", got "
              + index
              + ", "
              + rotation);
    }
    if (label.length() > LABEL_CHARS || label.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a label has at most " + LABEL_CHARS + " characters and no control characters");
    }
  }

  /** The scheme of its keys. */
  public SignatureScheme scheme() {
    return firstKey.scheme();
  }

  /** Its id on every chain. */
  public AccountId id() {
    return reveal().accountId();
  }

  /** What its first transaction shows. */
  public VaultReveal reveal() {
    return new VaultReveal(Vault.of(firstKey), Bytes.EMPTY);
  }

  /** This with another label. */
  public AccountEntry withLabel(String other) {
    return new AccountEntry(index, other, firstKey, rotation);
  }

  /** This after another number of rotations. */
  public AccountEntry withRotation(int other) {
    return new AccountEntry(index, label, firstKey, other);
  }
}
