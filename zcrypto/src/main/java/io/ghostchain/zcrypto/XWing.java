package io.ghostchain.zcrypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.params.MLKEMParameters;

/**
 * X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519, of which either keeps the secret
 * safe. Keys and ciphertexts are the two parts' one after the other, ML-KEM's first; the seed of 32
 * bytes is stretched by SHAKE256 to the seeds of both.
 */
final class XWing implements KemEngine {
  private static final byte[] LABEL = "\\.//^\\".getBytes(StandardCharsets.US_ASCII);
  private static final int ML_KEM_SEED_BYTES = 64;

  private final Supplier<KemEngine> mlKem768;

  /**
   * A composition.
   *
   * @param mlKem768 asked at first use
   */
  XWing(Supplier<KemEngine> mlKem768) {
    this.mlKem768 = mlKem768;
  }

  /** The raw public key of a seed. */
  static byte[] publicKey(byte[] seed) {
    byte[] seeds = stretch(seed);
    byte[] mlKemSeed = Bytes.head(seeds, X25519.KEY_BYTES);
    byte[] x25519Key = Bytes.tail(seeds, X25519.KEY_BYTES);
    try {
      return Bytes.concatenate(
          BcMlKem.publicKey(MLKEMParameters.ml_kem_768, mlKemSeed), X25519.publicKey(x25519Key));
    } finally {
      wipe(seeds, mlKemSeed, x25519Key);
    }
  }

  @Override
  public CryptoProvider provider() {
    return mlKem768.get().provider();
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey, SecureRandom random) {
    byte[] x25519Peer = Bytes.tail(publicKey, X25519.KEY_BYTES);
    byte[] ephemeral = new byte[X25519.KEY_BYTES];
    try (Encapsulation first =
        mlKem768.get().encapsulate(Bytes.head(publicKey, X25519.KEY_BYTES), random)) {
      random.nextBytes(ephemeral);
      byte[] second = X25519.publicKey(ephemeral);
      byte[] product = X25519.product(ephemeral, x25519Peer);
      byte[] secret = combine(first.sharedSecret(), product, second, x25519Peer);
      wipe(ephemeral, product);
      return new Encapsulation(Bytes.concatenate(first.ciphertext(), second), secret);
    }
  }

  @Override
  public Decapsulator decapsulator(byte[] seed, byte[] publicKey) {
    byte[] seeds = stretch(seed);
    byte[] mlKemSeed = Bytes.head(seeds, X25519.KEY_BYTES);
    byte[] x25519Key = Bytes.tail(seeds, X25519.KEY_BYTES);
    byte[] x25519Public = Bytes.tail(publicKey, X25519.KEY_BYTES);
    Decapsulator first =
        mlKem768.get().decapsulator(mlKemSeed, Bytes.head(publicKey, X25519.KEY_BYTES));
    wipe(seeds, mlKemSeed);
    return new Decapsulator() {
      @Override
      public Optional<byte[]> decapsulate(byte[] ciphertext) {
        byte[] second = Bytes.tail(ciphertext, X25519.KEY_BYTES);
        return first
            .decapsulate(Bytes.head(ciphertext, X25519.KEY_BYTES))
            .map(mlKemSecret -> {
              byte[] product = X25519.product(x25519Key, second);
              byte[] secret = combine(mlKemSecret, product, second, x25519Public);
              wipe(mlKemSecret, product);
              return secret;
            });
      }

      @Override
      public void close() {
        first.close();
        wipe(x25519Key);
      }
    };
  }

  private static byte[] stretch(byte[] seed) {
    return Xof.SHAKE_256.hash(ML_KEM_SEED_BYTES + X25519.KEY_BYTES, seed);
  }

  /** The combiner of the draft's section 5.3. */
  private static byte[] combine(
      byte[] mlKemSecret, byte[] product, byte[] ciphertext, byte[] publicKey) {
    return HashAlgorithm.SHA3_256.hash(mlKemSecret, product, ciphertext, publicKey, LABEL);
  }

  private static void wipe(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
