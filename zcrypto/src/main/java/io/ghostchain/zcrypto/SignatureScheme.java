package io.ghostchain.zcrypto;

/**
 * A signature scheme, with the id under which keys and signatures name it on the wire.
 *
 * <p>ML-DSA is pure, with an empty context (FIPS 204 section 5.2).
 */
public enum SignatureScheme {
  /** ML-DSA-44, security category 2 (FIPS 204): hot accounts and consensus votes. */
  ML_DSA_44(1, 1312, 2420, 32),
  /** ML-DSA-65, security category 3 (FIPS 204): the default of wallets and node identities. */
  ML_DSA_65(2, 1952, 3309, 32),
  /** ML-DSA-87, security category 5 (FIPS 204). */
  ML_DSA_87(3, 2592, 4627, 32);

  private final int id;
  private final int publicKeyBytes;
  private final int signatureBytes;
  private final int seedBytes;

  SignatureScheme(int id, int publicKeyBytes, int signatureBytes, int seedBytes) {
    this.id = id;
    this.publicKeyBytes = publicKeyBytes;
    this.signatureBytes = signatureBytes;
    this.seedBytes = seedBytes;
  }

  /**
   * The scheme of an id on the wire.
   *
   * @throws IllegalArgumentException if no scheme has it
   */
  public static SignatureScheme ofId(int id) {
    for (SignatureScheme scheme : values()) {
      if (scheme.id == id) {
        return scheme;
      }
    }
    throw new IllegalArgumentException("no signature scheme has the id " + id);
  }

  /** The id in keys and signatures. */
  public int id() {
    return id;
  }

  /** Length of a raw public key in bytes. */
  public int publicKeyBytes() {
    return publicKeyBytes;
  }

  /** Length of a signature in bytes. */
  public int signatureBytes() {
    return signatureBytes;
  }

  /** Length of the seed that determines a key pair, in bytes. */
  public int seedBytes() {
    return seedBytes;
  }

  /** A fresh key pair from the system's secure random. */
  public PrivateKey generate() {
    return MlDsa.generate(this);
  }

  /**
   * The key pair of a seed. The seed is copied; wiping it is the caller's.
   *
   * @throws IllegalArgumentException unless the seed has {@link #seedBytes}
   */
  public PrivateKey fromSeed(byte[] seed) {
    if (seed.length != seedBytes) {
      throw new IllegalArgumentException(
          this + " takes a seed of " + seedBytes + " bytes, got " + seed.length);
    }
    return MlDsa.fromSeed(this, seed);
  }
}
