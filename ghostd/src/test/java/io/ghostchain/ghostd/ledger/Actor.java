package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.OperationKind;
import io.ghostchain.protocol.SessionGrant;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Somebody with an account. Keys are noise of the right length: nothing here verifies with them.
 */
public record Actor(AccountId id, Vault vault, Bytes salt, List<Integer> signers) {
  public static final SignatureScheme SCHEME = SignatureScheme.ML_DSA_44;

  /** Index of the session key in the vault of {@link #withSession}. */
  public static final int SESSION_KEY = 1;

  private Actor(Vault vault, Bytes salt, List<Integer> signers) {
    this(vault.accountId(salt), vault, salt, signers);
  }

  /** One key. */
  public static Actor single(int number) {
    return new Actor(Vault.of(key(number)), Bytes.utf8("salt " + number), List.of(0));
  }

  /** Two of three keys. */
  public static Actor twoOfThree(int number) {
    List<KeyEntry> entries =
        List.of(
            new KeyEntry(key(number), 1),
            new KeyEntry(key(number + 1_000), 1),
            new KeyEntry(key(number + 2_000), 1));
    return new Actor(new Vault(entries, 2), Bytes.EMPTY, List.of(0, 2));
  }

  /** One key and a session key. */
  public static Actor withSession(int number, SessionGrant grant) {
    List<KeyEntry> entries =
        List.of(new KeyEntry(key(number), 3), new KeyEntry(key(number + 3_000), 0, grant));
    return new Actor(new Vault(entries, 3), Bytes.EMPTY, List.of(0));
  }

  /** Transfers of the fee asset in lanes 0 and 5. */
  public static SessionGrant grant(long perWindow, long total) {
    return new SessionGrant(
        OperationKind.TRANSFER.bit() | OperationKind.BURN_ASSET.bit(),
        List.of(AssetId.FEE, AssetId.STAKE),
        List.of(),
        Amount.of(perWindow),
        10_000,
        Amount.of(total),
        Amount.MAX,
        TestChain.START + 500_000,
        List.of(0, 5));
  }

  public static PublicKey key(int number) {
    byte[] raw = new byte[SCHEME.publicKeyBytes()];
    new SplittableRandom(number).nextBytes(raw);
    return PublicKey.of(SCHEME, raw);
  }

  public VaultReveal reveal() {
    return new VaultReveal(vault, salt);
  }
}
