package io.ghostchain.zcrypto;

import java.util.Arrays;
import java.util.Locale;

/**
 * A signature scheme, with the id under which keys and signatures name it on the wire.
 *
 * <p>ML-DSA and SLH-DSA are pure, with an empty context (FIPS 204 section 5.2, FIPS 205 section
 * 10.2), and hedged: signing twice gives two signatures. Ed25519 and ECDSA are deterministic.
 */
public enum SignatureScheme {
  /** ML-DSA-44, security category 2 (FIPS 204): hot accounts and consensus votes. */
  ML_DSA_44(1, "ML-DSA-44", "ml-dsa", "2.16.840.1.101.3.4.3.17", 1312, 2420, 32),
  /** ML-DSA-65, security category 3 (FIPS 204): the default of wallets and node identities. */
  ML_DSA_65(2, "ML-DSA-65", "ml-dsa", "2.16.840.1.101.3.4.3.18", 1952, 3309, 32),
  /** ML-DSA-87, security category 5 (FIPS 204). */
  ML_DSA_87(3, "ML-DSA-87", "ml-dsa", "2.16.840.1.101.3.4.3.19", 2592, 4627, 32),
  /**
   * SLH-DSA-SHA2-128s, security category 1 (FIPS 205): rests on hashing alone, for keys that sign
   * seldom. A signature takes a second or two by Bouncy Castle.
   */
  SLH_DSA_SHA2_128S(4, "SLH-DSA-SHA2-128s", "slh-dsa", "2.16.840.1.101.3.4.3.20", 32, 7856, 48),
  /**
   * ECDSA over secp256k1 with SHA-256, as r || s with the lower s; its seed is the secret number.
   * Not post-quantum. For digests made elsewhere, as Ethereum's, see {@link Secp256k1}.
   */
  SECP256K1(5, "ECDSA-secp256k1", "secp256k1", "1.2.840.10045.2.1", 33, 64, 32),
  /** Ed25519 (RFC 8032), strictly verified. Not post-quantum. */
  ED25519(6, "Ed25519", "ed25519", "1.3.101.112", 32, 64, 32),
  /**
   * ML-DSA-65 and Ed25519, of which both must verify: id-MLDSA65-Ed25519-SHA512 of
   * draft-ietf-lamps-pq-composite-sigs. Its seed is ML-DSA's, then Ed25519's.
   */
  ML_DSA_65_ED25519(7, "MLDSA65-Ed25519-SHA512", "composite", "1.3.6.1.5.5.7.6.48", 1984, 3373, 64),
  /** ML-DSA-44 and Ed25519 in the same manner: id-MLDSA44-Ed25519-SHA512. */
  ML_DSA_44_ED25519(8, "MLDSA44-Ed25519-SHA512", "composite", "1.3.6.1.5.5.7.6.39", 1344, 2484, 64),
  /** SLH-DSA-SHA2-128f (FIPS 205): faster to sign with and larger than 128s, as all f sets. */
  SLH_DSA_SHA2_128F(9, "SLH-DSA-SHA2-128f", "slh-dsa", "2.16.840.1.101.3.4.3.21", 32, 17088, 48),
  /** SLH-DSA-SHA2-192s (FIPS 205). */
  SLH_DSA_SHA2_192S(10, "SLH-DSA-SHA2-192s", "slh-dsa", "2.16.840.1.101.3.4.3.22", 48, 16224, 72),
  /** SLH-DSA-SHA2-192f (FIPS 205). */
  SLH_DSA_SHA2_192F(11, "SLH-DSA-SHA2-192f", "slh-dsa", "2.16.840.1.101.3.4.3.23", 48, 35664, 72),
  /** SLH-DSA-SHA2-256s (FIPS 205). */
  SLH_DSA_SHA2_256S(12, "SLH-DSA-SHA2-256s", "slh-dsa", "2.16.840.1.101.3.4.3.24", 64, 29792, 96),
  /** SLH-DSA-SHA2-256f (FIPS 205). */
  SLH_DSA_SHA2_256F(13, "SLH-DSA-SHA2-256f", "slh-dsa", "2.16.840.1.101.3.4.3.25", 64, 49856, 96),
  /** SLH-DSA-SHAKE-128s (FIPS 205). */
  SLH_DSA_SHAKE_128S(14, "SLH-DSA-SHAKE-128s", "slh-dsa", "2.16.840.1.101.3.4.3.26", 32, 7856, 48),
  /** SLH-DSA-SHAKE-128f (FIPS 205). */
  SLH_DSA_SHAKE_128F(15, "SLH-DSA-SHAKE-128f", "slh-dsa", "2.16.840.1.101.3.4.3.27", 32, 17088, 48),
  /** SLH-DSA-SHAKE-192s (FIPS 205). */
  SLH_DSA_SHAKE_192S(16, "SLH-DSA-SHAKE-192s", "slh-dsa", "2.16.840.1.101.3.4.3.28", 48, 16224, 72),
  /** SLH-DSA-SHAKE-192f (FIPS 205). */
  SLH_DSA_SHAKE_192F(17, "SLH-DSA-SHAKE-192f", "slh-dsa", "2.16.840.1.101.3.4.3.29", 48, 35664, 72),
  /** SLH-DSA-SHAKE-256s (FIPS 205). */
  SLH_DSA_SHAKE_256S(18, "SLH-DSA-SHAKE-256s", "slh-dsa", "2.16.840.1.101.3.4.3.30", 64, 29792, 96),
  /** SLH-DSA-SHAKE-256f (FIPS 205). */
  SLH_DSA_SHAKE_256F(19, "SLH-DSA-SHAKE-256f", "slh-dsa", "2.16.840.1.101.3.4.3.31", 64, 49856, 96);

  private final int id;
  private final String standardName;
  private final String family;
  private final String oid;
  private final int publicKeyBytes;
  private final int signatureBytes;
  private final int seedBytes;

  SignatureScheme(
      int id,
      String standardName,
      String family,
      String oid,
      int publicKeyBytes,
      int signatureBytes,
      int seedBytes) {
    this.id = id;
    this.standardName = standardName;
    this.family = family;
    this.oid = oid;
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

  /** The name in settings and on command lines, such as {@code ml-dsa-44}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name that the scheme's standard gives it, such as {@code ML-DSA-44}. */
  public String standardName() {
    return standardName;
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
    byte[] seed = Entropy.bytes(seedBytes);
    while (this == SECP256K1 && !EcdsaRule.admitsSecret(seed)) {
      Entropy.RANDOM.nextBytes(seed);
    }
    try {
      return fromSeed(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /**
   * The key pair of a seed. The seed is copied; wiping it is the caller's.
   *
   * @throws IllegalArgumentException unless the seed has {@link #seedBytes}; for {@link #SECP256K1}
   *     also if it is 0 or not below the group's order
   */
  public PrivateKey fromSeed(byte[] seed) {
    if (seed.length != seedBytes) {
      throw new IllegalArgumentException(
          this + " takes a seed of " + seedBytes + " bytes, got " + seed.length);
    }
    return PrivateKey.ofSeed(
        PublicKey.of(this, SignatureEngines.publicKey(this, seed)), seed.clone());
  }

  /**
   * A public key from its raw bytes.
   *
   * @throws IllegalArgumentException unless there are {@link #publicKeyBytes}
   */
  public PublicKey publicKey(byte[] raw) {
    return PublicKey.of(this, raw);
  }

  String family() {
    return family;
  }

  Selection<SignatureEngine> selection() {
    return SignatureEngines.selection(this);
  }

  /** The AlgorithmIdentifier of keys (RFC 5280 section 4.1.1.2), in DER. */
  byte[] algorithmIdentifier() {
    return this == SECP256K1
        ? Der.sequence(Der.oid(oid), Der.oid("1.3.132.0.10"))
        : Der.sequence(Der.oid(oid));
  }
}
