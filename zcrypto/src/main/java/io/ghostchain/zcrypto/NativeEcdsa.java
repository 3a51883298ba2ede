package io.ghostchain.zcrypto;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Optional;

/**
 * secp256k1 by libsecp256k1, through the optional {@code fr.acinq.secp256k1} bindings.
 *
 * <p>The library extracts itself into the temporary directory when it is first used.
 */
record NativeEcdsa(Secp256k1 library) implements Ecdsa {
  /**
   * Loads the library.
   *
   * @throws LinkageError if it is not on the class path or does not load
   */
  static NativeEcdsa load() {
    return new NativeEcdsa(Secp256k1.Companion.get());
  }

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.NATIVE;
  }

  @Override
  public byte[] sign(byte[] secret, byte[] digest) {
    return library.sign(digest, secret, /* extra entropy */ null);
  }

  @Override
  public VerifyingKey verifyingDigest(byte[] publicKey) {
    byte[] point;
    try {
      point = library.pubkeyParse(publicKey);
    } catch (Secp256k1Exception notOnTheCurve) {
      return VerifyingKey.OF_NOTHING;
    }
    return (digest, signature) -> {
      try {
        return library.verify(signature, digest, point);
      } catch (Secp256k1Exception refused) {
        return false;
      }
    };
  }

  @Override
  public Optional<byte[]> recover(byte[] digest, byte[] signature, int parity) {
    try {
      return Optional.of(library.pubKeyCompress(library.ecdsaRecover(signature, digest, parity)));
    } catch (Secp256k1Exception noKey) {
      return Optional.empty();
    }
  }
}
