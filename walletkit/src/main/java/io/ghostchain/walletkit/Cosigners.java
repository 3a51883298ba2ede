package io.ghostchain.walletkit;

import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Vault;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Secp256k1;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;
import java.util.stream.IntStream;

/** Vaults of one wallet key and an Ethereum key, of which both must sign. */
public final class Cosigners {
  private Cosigners() {}

  /**
   * The vault in which a wallet's key, at index 0, and an Ethereum key both must sign.
   *
   * @throws IllegalArgumentException if the co-signer is no secp256k1 key on the curve: its
   *     signatures could never hold, and the account would be lost
   */
  public static Vault vault(PublicKey own, PublicKey cosigner) {
    if (cosigner.scheme() != SignatureScheme.SECP256K1
        || Secp256k1.coordinates(cosigner).isEmpty()) {
      throw new IllegalArgumentException(
          "expected a secp256k1 public key on the curve as co-signer");
    }
    return new Vault(List.of(new KeyEntry(own, 1), new KeyEntry(cosigner, 1)), 2);
  }

  /**
   * Who signs for a vault whose first key is the wallet's: that key alone if it suffices, else all
   * keys with weight.
   *
   * @throws IllegalArgumentException if neither is allowed by the vault
   */
  public static List<Integer> signers(Vault vault) {
    List<Integer> alone = List.of(0);
    if (vault.refuseSigners(alone).isEmpty()) {
      return alone;
    }
    List<Integer> all =
        IntStream.range(0, vault.entries().size())
            .filter(index -> !vault.entries().get(index).isSession())
            .boxed()
            .toList();
    if (vault.refuseSigners(all).isPresent()) {
      throw new IllegalArgumentException(
          "expected a vault of one key, or one whose keys all sign, got "
              + vault.entries().size()
              + " keys of which some suffice");
    }
    return all;
  }
}
