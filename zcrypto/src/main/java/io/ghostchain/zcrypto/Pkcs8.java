package io.ghostchain.zcrypto;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Private keys in PKCS#8 (RFC 5958): RFC 9881 for ML-DSA and RFC 9935 for ML-KEM in all three
 * forms, RFC 9909 for SLH-DSA, RFC 8410 for Ed25519 and X25519, RFC 5915 for secp256k1, the drafts
 * for the hybrids.
 *
 * <p>Written as seeds, wherever the seed is known. What is read is checked: both forms together
 * must agree, an expanded key's parts with each other, a public key with the private one. The
 * arrays that are written and read hold secrets; their owner wipes them.
 */
public final class Pkcs8 {
  /** The label of such a key in PEM (RFC 7468 section 10). */
  public static final String PEM_LABEL = "PRIVATE KEY";

  private static final String NAME = "PrivateKeyInfo";
  private static final String CONTENTS = "the private key";

  /** seed [0] IMPLICIT OCTET STRING (RFC 9881 section 6). */
  private static final int SEED_TAG = 0x80;

  /** attributes [0] and publicKey [1] (RFC 5958 section 2). */
  private static final int ATTRIBUTES_TAG = 0xa0;

  private static final int PUBLIC_KEY_TAG = 0x81;

  private Pkcs8() {}

  /** A key for signing, in DER. */
  public static byte[] write(PrivateKey key) {
    return key.withSecret(secret ->
        wrap(
            key.scheme().algorithmIdentifier(),
            switch (key.scheme().family()) {
              case "ml-dsa" ->
                  key.hasSeed() ? Der.value(SEED_TAG, secret) : Der.octetString(secret);
              case "slh-dsa" -> BcSlhDsa.privateKey(secret, key.publicKey().bytes());
              case "ed25519" -> Der.octetString(secret);
              case "secp256k1" -> sec1(secret, key.publicKey());
              default -> secret.clone();
            }));
  }

  /** A key for decapsulating, in DER. */
  public static byte[] write(KemPrivateKey key) {
    return key.withSecret(secret ->
        wrap(
            key.scheme().algorithmIdentifier(),
            switch (key.scheme()) {
              case ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                  key.hasSeed() ? Der.value(SEED_TAG, secret) : Der.octetString(secret);
              case X25519 -> Der.octetString(secret);
              case X_WING -> secret.clone();
            }));
  }

  /**
   * A key for signing.
   *
   * @throws KeyFormatException if the bytes are not strict DER, of another kind of key, or of parts
   *     that do not belong together
   */
  public static PrivateKey read(byte[] der) throws KeyFormatException {
    Parts parts = parts(der);
    try {
      SignatureScheme scheme = KeyAlgorithms.signatureScheme(parts.algorithm());
      PrivateKey key = signatureKey(scheme, parts.key());
      byte[] publicKey = parts.publicKey();
      if (publicKey != null && !Arrays.equals(publicKey, key.publicKey().bytes())) {
        key.close();
        throw new KeyFormatException("the public key in PKCS#8 is not the private one's");
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException(e);
    } finally {
      Arrays.fill(parts.key(), (byte) 0);
    }
  }

  /**
   * A key for decapsulating.
   *
   * @throws KeyFormatException as {@link #read} does
   */
  public static KemPrivateKey readKem(byte[] der) throws KeyFormatException {
    Parts parts = parts(der);
    try {
      KemScheme scheme = KeyAlgorithms.kemScheme(parts.algorithm());
      KemPrivateKey key = kemKey(scheme, parts.key());
      byte[] publicKey = parts.publicKey();
      if (publicKey != null && !Arrays.equals(publicKey, key.publicKey().bytes())) {
        key.close();
        throw new KeyFormatException("the public key in PKCS#8 is not the private one's");
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException(e);
    } finally {
      Arrays.fill(parts.key(), (byte) 0);
    }
  }

  private static PrivateKey signatureKey(SignatureScheme scheme, byte[] contents)
      throws KeyFormatException {
    return switch (scheme.family()) {
      case "ml-dsa" -> {
        Forms forms = forms(contents, scheme.seedBytes(), ExpandedMlDsa.bytes(scheme));
        if (forms.seed() == null) {
          yield ExpandedMlDsa.read(scheme, forms.requireExpanded());
        }
        forms.requireExpansion(BcMlDsa.expanded(SignatureEngines.mlDsa(scheme), forms.seed()));
        yield scheme.fromSeed(forms.seed());
      }
      case "slh-dsa" -> slhDsa(scheme, contents);
      case "ed25519" -> scheme.fromSeed(octets(contents, scheme.seedBytes()));
      case "secp256k1" -> fromSec1(contents);
      default -> {
        requireLength(contents, scheme.seedBytes());
        yield scheme.fromSeed(contents);
      }
    };
  }

  private static KemPrivateKey kemKey(KemScheme scheme, byte[] contents) throws KeyFormatException {
    return switch (scheme) {
      case ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> {
        Forms forms = forms(contents, scheme.seedBytes(), ExpandedMlKem.bytes(scheme));
        if (forms.seed() == null) {
          yield ExpandedMlKem.read(scheme, forms.requireExpanded());
        }
        forms.requireExpansion(BcMlKem.expanded(KemEngines.mlKem(scheme), forms.seed()));
        yield scheme.fromSeed(forms.seed());
      }
      case X25519 -> scheme.fromSeed(octets(contents, scheme.seedBytes()));
      case X_WING -> {
        requireLength(contents, scheme.seedBytes());
        yield scheme.fromSeed(contents);
      }
    };
  }

  /** What of the CHOICE of seed, expandedKey and both (RFC 9881 section 6) is there. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Forms(byte @Nullable [] seed, byte @Nullable [] expanded) {
    byte[] requireExpanded() {
      if (expanded == null) {
        throw new IllegalStateException("neither seed nor expanded key");
      }
      return expanded;
    }

    void requireExpansion(byte[] ofSeed) throws KeyFormatException {
      if (expanded != null && !MessageDigest.isEqual(expanded, ofSeed)) {
        throw new KeyFormatException("the expanded key does not follow from the seed beside it");
      }
      Arrays.fill(ofSeed, (byte) 0);
    }
  }

  private static Forms forms(byte[] contents, int seedBytes, int expandedBytes)
      throws KeyFormatException {
    DerReader reader = new DerReader(contents);
    Forms forms;
    if (reader.isNext(SEED_TAG)) {
      forms = new Forms(reader.read(SEED_TAG, "the seed"), null);
    } else if (reader.isNext(Der.OCTET_STRING)) {
      forms = new Forms(null, reader.read(Der.OCTET_STRING, "the expanded key"));
    } else {
      DerReader both = reader.enter(Der.SEQUENCE, "a seed, an expanded key or both");
      forms =
          new Forms(
              both.read(Der.OCTET_STRING, "the seed"),
              both.read(Der.OCTET_STRING, "the expanded key"));
      both.end("seed and expanded key");
    }
    reader.end(CONTENTS);
    if (forms.seed() != null) {
      requireLength(forms.seed(), seedBytes);
    }
    if (forms.expanded() != null) {
      requireLength(forms.expanded(), expandedBytes);
    }
    return forms;
  }

  private static byte[] octets(byte[] contents, int bytes) throws KeyFormatException {
    DerReader reader = new DerReader(contents);
    byte[] octets = reader.read(Der.OCTET_STRING, CONTENTS);
    reader.end(CONTENTS);
    requireLength(octets, bytes);
    return octets;
  }

  /** SK.seed || SK.prf || PK.seed || PK.root (RFC 9909 section 6), of which the root is checked. */
  private static PrivateKey slhDsa(SignatureScheme scheme, byte[] contents)
      throws KeyFormatException {
    requireLength(contents, 2 * scheme.publicKeyBytes());
    byte[] seed = Arrays.copyOf(contents, scheme.seedBytes());
    PrivateKey key = scheme.fromSeed(seed);
    Arrays.fill(seed, (byte) 0);
    byte[] publicKey = Bytes.tail(contents, scheme.publicKeyBytes());
    if (!Arrays.equals(publicKey, key.publicKey().bytes())) {
      key.close();
      throw new KeyFormatException("the root of the private key does not follow from its seeds");
    }
    return key;
  }

  /** ECPrivateKey (RFC 5915 section 3) with the public key and, as RFC 5958 has it, no curve. */
  private static byte[] sec1(byte[] secret, PublicKey publicKey) {
    byte[] point =
        Bytes.concatenate(new byte[] {4}, Secp256k1.coordinates(publicKey).orElseThrow());
    return Der.sequence(
        Der.integer(1), Der.octetString(secret), Der.value(0xa1, Der.bitString(point)));
  }

  private static PrivateKey fromSec1(byte[] contents) throws KeyFormatException {
    DerReader reader = new DerReader(contents);
    DerReader fields = reader.enter(Der.SEQUENCE, "the ECPrivateKey");
    reader.end(CONTENTS);
    if (fields.smallInteger("version") != 1) {
      throw new KeyFormatException("expected an ECPrivateKey of version 1");
    }
    byte[] secret = fields.read(Der.OCTET_STRING, "the secret number");
    requireLength(secret, EcdsaRule.SCALAR_BYTES);
    if (fields.isNext(0xa0)) {
      byte[] curve = fields.enter(0xa0, "the curve").whole(Der.OID, "the curve");
      if (!Arrays.equals(curve, Der.oid("1.3.132.0.10"))) {
        throw new KeyFormatException("expected the curve secp256k1");
      }
    }
    byte[] point = null;
    if (fields.isNext(0xa1)) {
      point = fields.enter(0xa1, "the public key").bitString("the public key");
    }
    fields.end("the ECPrivateKey");
    PrivateKey key = SignatureScheme.SECP256K1.fromSeed(secret);
    Arrays.fill(secret, (byte) 0);
    if (point != null) {
      byte[] compressed = point.length == 65 ? SubjectPublicKeyInfo.compress(point) : point;
      if (!Arrays.equals(compressed, key.publicKey().bytes())) {
        key.close();
        throw new KeyFormatException("the public key in ECPrivateKey is not the secret's");
      }
    }
    return key;
  }

  private static void requireLength(byte[] found, int bytes) throws KeyFormatException {
    if (found.length != bytes) {
      throw new KeyFormatException(
          "expected " + bytes + " bytes of private key, found " + found.length);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Parts(byte[] algorithm, byte[] key, byte @Nullable [] publicKey) {}

  private static Parts parts(byte[] der) throws KeyFormatException {
    DerReader whole = new DerReader(der);
    DerReader info = whole.enter(Der.SEQUENCE, NAME);
    whole.end(NAME);
    int at = info.position();
    int version = info.smallInteger("the version");
    if (version > 1) {
      throw DerReader.at(at, "expected version 0 or 1, found " + version);
    }
    byte[] algorithm = info.whole(Der.SEQUENCE, "the AlgorithmIdentifier");
    byte[] key = info.read(Der.OCTET_STRING, CONTENTS);
    if (info.isNext(ATTRIBUTES_TAG)) {
      info.read(ATTRIBUTES_TAG, "the attributes");
    }
    byte[] publicKey = null;
    if (version == 1 && info.isNext(PUBLIC_KEY_TAG)) {
      byte[] bits = info.read(PUBLIC_KEY_TAG, "the public key");
      if (bits.length == 0 || bits[0] != 0) {
        throw DerReader.at(info.position(), "expected a public key of whole bytes");
      }
      publicKey = Arrays.copyOfRange(bits, 1, bits.length);
    }
    info.end(NAME);
    return new Parts(algorithm, key, publicKey);
  }

  private static byte[] wrap(byte[] algorithm, byte[] contents) {
    byte[] whole = Der.sequence(Der.integer(0), algorithm, Der.octetString(contents));
    Arrays.fill(contents, (byte) 0);
    return whole;
  }
}
