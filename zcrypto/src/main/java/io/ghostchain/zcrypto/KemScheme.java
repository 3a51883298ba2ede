package io.ghostchain.zcrypto;

import java.util.Arrays;
import java.util.Locale;

/** A key encapsulation mechanism: how to send a secret to who holds a private key. */
public enum KemScheme {
  /** ML-KEM-512, security category 1 (FIPS 203). */
  ML_KEM_512(1, "ML-KEM-512", "ml-kem", "2.16.840.1.101.3.4.4.1", 800, 768, 64),
  /** ML-KEM-768, security category 3 (FIPS 203). */
  ML_KEM_768(2, "ML-KEM-768", "ml-kem", "2.16.840.1.101.3.4.4.2", 1184, 1088, 64),
  /** ML-KEM-1024, security category 5 (FIPS 203). */
  ML_KEM_1024(3, "ML-KEM-1024", "ml-kem", "2.16.840.1.101.3.4.4.3", 1568, 1568, 64),
  /** DHKEM(X25519, HKDF-SHA256) of RFC 9180 section 4.1. Not post-quantum. */
  X25519(4, "X25519", "x25519", "1.3.101.110", 32, 32, 32),
  /**
   * X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 with X25519, safe while either is. The one
   * to take for new uses.
   */
  X_WING(5, "X-Wing", "x-wing", "1.3.6.1.4.1.62253.25722", 1216, 1120, 32);

  /** Length of every scheme's shared secret in bytes. */
  public static final int SHARED_SECRET_BYTES = 32;

  private final int id;
  private final String standardName;
  private final String family;
  private final String oid;
  private final int publicKeyBytes;
  private final int ciphertextBytes;
  private final int seedBytes;

  KemScheme(
      int id,
      String standardName,
      String family,
      String oid,
      int publicKeyBytes,
      int ciphertextBytes,
      int seedBytes) {
    this.id = id;
    this.standardName = standardName;
    this.family = family;
    this.oid = oid;
    this.publicKeyBytes = publicKeyBytes;
    this.ciphertextBytes = ciphertextBytes;
    this.seedBytes = seedBytes;
  }

  /**
   * The scheme of an id on the wire.
   *
   * @throws IllegalArgumentException if no scheme has it
   */
  public static KemScheme ofId(int id) {
    for (KemScheme scheme : values()) {
      if (scheme.id == id) {
        return scheme;
      }
    }
    throw new IllegalArgumentException("no KEM has the id " + id);
  }

  /** The id on the wire. */
  public int id() {
    return id;
  }

  /** The name in settings and on command lines, such as {@code ml-kem-768}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name that the scheme's standard gives it, such as {@code ML-KEM-768}. */
  public String standardName() {
    return standardName;
  }

  /** Length of a raw public key in bytes. */
  public int publicKeyBytes() {
    return publicKeyBytes;
  }

  /** Length of a ciphertext in bytes. */
  public int ciphertextBytes() {
    return ciphertextBytes;
  }

  /** Length of the seed that determines a key pair, in bytes; ML-KEM's is d || z. */
  public int seedBytes() {
    return seedBytes;
  }

  /** A fresh key pair from the system's secure random. */
  public KemPrivateKey generate() {
    byte[] seed = Entropy.bytes(seedBytes);
    try {
      return fromSeed(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /**
   * The key pair of a seed. The seed is copied; wiping it is the caller's.
   *
   * @throws IllegalArgumentException unless the seed has {@link #seedBytes}
   */
  public KemPrivateKey fromSeed(byte[] seed) {
    if (seed.length != seedBytes) {
      throw new IllegalArgumentException(
          this + " takes a seed of " + seedBytes + " bytes, got " + seed.length);
    }
    return KemPrivateKey.ofSeed(
        KemPublicKey.of(this, KemEngines.publicKey(this, seed)), seed.clone());
  }

  /**
   * A public key from its raw bytes.
   *
   * @throws IllegalArgumentException if they have another length, or are no key: ML-KEM's with a
   *     number out of range (FIPS 203 section 7.2), X25519's of small order
   */
  public KemPublicKey publicKey(byte[] raw) {
    return KemPublicKey.of(this, raw);
  }

  String family() {
    return family;
  }

  Selection<KemEngine> selection() {
    return KemEngines.selection(this);
  }

  /** The AlgorithmIdentifier of keys (RFC 5280 section 4.1.1.2), in DER. */
  byte[] algorithmIdentifier() {
    return Der.sequence(Der.oid(oid));
  }
}
