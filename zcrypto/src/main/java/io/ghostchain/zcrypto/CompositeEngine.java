package io.ghostchain.zcrypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.crypto.params.MLDSAParameters;

/**
 * ML-DSA and Ed25519 together, as draft-ietf-lamps-pq-composite-sigs composes them: both sign M' =
 * prefix || label || 0 || SHA-512(M), ML-DSA with the label as its context, and both must verify.
 *
 * <p>The label inside M' keeps either signature from being taken for one of a key of its own. Keys,
 * seeds and signatures are the two parts' one after the other, ML-DSA's first. The Ed25519 part is
 * held to {@link Ed25519Rule}.
 */
final class CompositeEngine implements SignatureEngine {
  private static final byte[] PREFIX =
      "CompositeAlgorithmSignatures2025".getBytes(StandardCharsets.US_ASCII);

  /** The length of an empty context. */
  private static final byte[] NO_CONTEXT = {0};

  private static final int ED25519_KEY_BYTES = 32;
  private static final int ED25519_SIGNATURE_BYTES = 64;

  private final byte[] label;
  private final BcMlDsa mlDsa;
  private final Supplier<SignatureEngine> ed25519;

  /**
   * A composition.
   *
   * @param label as the draft's section 6 gives it to the algorithm
   * @param ed25519 asked at first use
   */
  CompositeEngine(String label, MLDSAParameters parameters, Supplier<SignatureEngine> ed25519) {
    this.label = label.getBytes(StandardCharsets.US_ASCII);
    this.mlDsa = new BcMlDsa(parameters, this.label, Entropy.RANDOM);
    this.ed25519 = ed25519;
  }

  /** The raw public key of a seed of 32 and 32 bytes. */
  static byte[] publicKey(MLDSAParameters parameters, byte[] seed) {
    byte[] mlDsaSeed = Bytes.head(seed, ED25519_KEY_BYTES);
    byte[] ed25519Seed = Bytes.tail(seed, ED25519_KEY_BYTES);
    try {
      return Bytes.concatenate(
          BcMlDsa.publicKey(parameters, mlDsaSeed), BcEd25519.publicKey(ed25519Seed));
    } finally {
      Arrays.fill(mlDsaSeed, (byte) 0);
      Arrays.fill(ed25519Seed, (byte) 0);
    }
  }

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.BC;
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    byte[] mlDsaSeed = Bytes.head(seed, ED25519_KEY_BYTES);
    byte[] ed25519Seed = Bytes.tail(seed, ED25519_KEY_BYTES);
    try {
      return new Key(
          mlDsa.signingKey(mlDsaSeed),
          ed25519.get().signingKey(ed25519Seed, Bytes.tail(publicKey, ED25519_KEY_BYTES)));
    } finally {
      Arrays.fill(mlDsaSeed, (byte) 0);
      Arrays.fill(ed25519Seed, (byte) 0);
    }
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    VerifyingKey first = mlDsa.verifyingKey(Bytes.head(publicKey, ED25519_KEY_BYTES));
    VerifyingKey second = ed25519.get().verifyingKey(Bytes.tail(publicKey, ED25519_KEY_BYTES));
    return (message, signature) -> {
      byte[] representative = representative(message);
      return second.verify(representative, Bytes.tail(signature, ED25519_SIGNATURE_BYTES))
          && first.verify(representative, Bytes.head(signature, ED25519_SIGNATURE_BYTES));
    };
  }

  private byte[] representative(byte[] message) {
    return Bytes.concatenate(PREFIX, label, NO_CONTEXT, HashAlgorithm.SHA_512.hash(message));
  }

  private final class Key implements SigningKey {
    private final SigningKey mlDsaKey;
    private final SigningKey ed25519Key;

    Key(SigningKey mlDsaKey, SigningKey ed25519Key) {
      this.mlDsaKey = mlDsaKey;
      this.ed25519Key = ed25519Key;
    }

    @Override
    public byte[] sign(byte[] message) {
      byte[] representative = representative(message);
      return Bytes.concatenate(mlDsaKey.sign(representative), ed25519Key.sign(representative));
    }

    @Override
    public void close() {
      mlDsaKey.close();
      ed25519Key.close();
    }
  }
}
