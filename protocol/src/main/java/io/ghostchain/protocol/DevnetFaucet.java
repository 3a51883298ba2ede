package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.nio.charset.StandardCharsets;

/**
 * The account that pays out on every devnet. Everybody knows its key, which is why a chain refuses
 * it unless genesis says that it is a devnet.
 */
public final class DevnetFaucet {
  private static final String SEED_TEXT = "ghostchain devnet faucet";

  private DevnetFaucet() {}

  /** Made when first asked for: most nodes only ever compare it. */
  private static final class Known {
    static final PublicKey KEY;

    static {
      try (PrivateKey key = privateKey()) {
        KEY = key.publicKey();
      }
    }

    static final AccountId ACCOUNT = Vault.of(KEY).accountId(Bytes.EMPTY);
  }

  /** The ML-DSA-44 key, from the SHA-256 of a phrase as its seed. The caller closes it. */
  public static PrivateKey privateKey() {
    return SignatureScheme.ML_DSA_44.fromSeed(
        Hash.sha256(SEED_TEXT.getBytes(StandardCharsets.UTF_8)).bytes());
  }

  /** The public half. */
  public static PublicKey publicKey() {
    return Known.KEY;
  }

  /** The account whose first vault is that key alone, without a salt. */
  public static AccountId account() {
    return Known.ACCOUNT;
  }
}
