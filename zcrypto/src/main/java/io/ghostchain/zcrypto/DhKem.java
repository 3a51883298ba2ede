package io.ghostchain.zcrypto;

import io.ghostchain.zcrypto.kdf.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** DHKEM(X25519, HKDF-SHA256) of RFC 9180 section 4.1, by Bouncy Castle and the JDK's HKDF. */
record DhKem() implements KemEngine {
  private static final int SECRET_BYTES = 32;

  /** "HPKE-v1" || "KEM" || 0x0020 (RFC 9180 sections 4 and 4.1). */
  private static final byte[] SUITE = "HPKE-v1KEM\0 ".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] EXTRACT_LABEL = "eae_prk".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EXPAND_LABEL = "shared_secret".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EXPAND_LENGTH = {0, SECRET_BYTES};
  private static final byte[] NO_SALT = {};

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.BC;
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey, SecureRandom random) {
    byte[] ephemeral = new byte[X25519.KEY_BYTES];
    random.nextBytes(ephemeral);
    byte[] ciphertext = X25519.publicKey(ephemeral);
    byte[] product =
        X25519
            .sharedSecret(ephemeral, publicKey)
            .orElseThrow(() -> new IllegalArgumentException("a public key of small order"));
    Arrays.fill(ephemeral, (byte) 0);
    return new Encapsulation(ciphertext, derive(product, ciphertext, publicKey));
  }

  @Override
  public Decapsulator decapsulator(byte[] seed, byte[] publicKey) {
    byte[] privateKey = seed.clone();
    return new Decapsulator() {
      @Override
      public Optional<byte[]> decapsulate(byte[] ciphertext) {
        return X25519
            .sharedSecret(privateKey, ciphertext)
            .map(product -> derive(product, ciphertext, publicKey));
      }

      @Override
      public void close() {
        Arrays.fill(privateKey, (byte) 0);
      }
    };
  }

  /** ExtractAndExpand of RFC 9180 section 4.1; wipes the product. */
  private static byte[] derive(byte[] product, byte[] ciphertext, byte[] publicKey) {
    byte[] labelled = Bytes.concatenate(SUITE, EXTRACT_LABEL, product);
    Arrays.fill(product, (byte) 0);
    byte[] info = Bytes.concatenate(EXPAND_LENGTH, SUITE, EXPAND_LABEL, ciphertext, publicKey);
    try (SecretBytes material = SecretBytes.taking(labelled);
        SecretBytes secret = Hkdf.SHA_256.derive(material, NO_SALT, info, SECRET_BYTES)) {
      return secret.bytes();
    }
  }
}
