package io.ghostchain.zquic.tls;

import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes version 3 certificates (RFC 5280) and reads the ML-DSA-65 key of one (RFC 9881). */
final class CertificateForm {
  /** AlgorithmIdentifier of id-ml-dsa-65, parameters absent (RFC 9881 section 2). */
  static final byte[] ML_DSA_65 = HexFormat.of().parseHex("300b0609608648016503040312");

  /** The dotted form of id-ml-dsa-65. */
  static final String ML_DSA_65_OID = "2.16.840.1.101.3.4.3.18";

  /** AlgorithmIdentifier of ecdsa-with-SHA256 (RFC 5758 section 3.2). */
  static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");

  private static final byte[] ML_DSA_65_SPKI_HEAD =
      HexFormat.of().parseHex("308207b2300b0609608648016503040312038207a100");
  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
  private static final byte[] KEY_USAGE_DIGITAL_SIGNATURE =
      HexFormat.of().parseHex("300e0603551d0f0101ff040403020780");
  private static final byte[] SUBJECT_ALT_NAME = HexFormat.of().parseHex("0603551d11");
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateForm() {}

  /**
   * What a certificate says.
   *
   * @param subject the common name of the holder
   * @param issuer the common name of the signer
   * @param names DNS names or literal IP addresses for the subjectAltName; may be empty
   */
  record Content(
      String subject, String issuer, Instant notBefore, Instant notAfter, List<String> names) {}

  /**
   * A certificate.
   *
   * @param spki the holder's SubjectPublicKeyInfo
   * @param algorithm the AlgorithmIdentifier of the signature
   * @param signer signs the TBSCertificate
   */
  static X509Certificate sign(
      Content content, byte[] spki, byte[] algorithm, UnaryOperator<byte[]> signer) {
    byte[] extensions = KEY_USAGE_DIGITAL_SIGNATURE;
    if (!content.names.isEmpty()) {
      byte[][] names =
          content.names.stream().map(CertificateForm::generalName).toArray(byte[][]::new);
      extensions =
          concat(extensions, Der.sequence(SUBJECT_ALT_NAME, Der.octetString(Der.sequence(names))));
    }
    byte[] tbs =
        Der.sequence(
            Der.tagged(VERSION, Der.integer(BigInteger.TWO)),
            // Positive and at most 20 octets (RFC 5280 section 4.1.2.2).
            Der.integer(new BigInteger(126, RANDOM).setBit(126)),
            algorithm,
            name(content.issuer),
            Der.sequence(Der.time(content.notBefore), Der.time(content.notAfter)),
            name(content.subject),
            spki,
            Der.tagged(EXTENSIONS, Der.sequence(extensions)));
    byte[] der = Der.sequence(tbs, algorithm, Der.bitString(signer.apply(tbs)));
    try {
      return parse(der);
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate of our own making does not parse", e);
    }
  }

  static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  static byte[] subjectPublicKeyInfo(PublicKey key) {
    if (key.scheme() != SignatureScheme.ML_DSA_65) {
      throw new IllegalArgumentException(
          "a node's key is of the scheme ML_DSA_65, got " + key.scheme());
    }
    return concat(ML_DSA_65_SPKI_HEAD, key.raw());
  }

  /** The ML-DSA-65 key of a SubjectPublicKeyInfo; empty when it holds a key of another kind. */
  static Optional<PublicKey> mlDsa65(byte[] spki) {
    int head = ML_DSA_65_SPKI_HEAD.length;
    if (spki.length != head + SignatureScheme.ML_DSA_65.publicKeyBytes()
        || !Arrays.equals(spki, 0, head, ML_DSA_65_SPKI_HEAD, 0, head)) {
      return Optional.empty();
    }
    return Optional.of(
        PublicKey.of(SignatureScheme.ML_DSA_65, Arrays.copyOfRange(spki, head, spki.length)));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(commonName))));
  }

  private static byte[] generalName(String name) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
    return address != null
        ? Der.tagged(IP_ADDRESS, address)
        : Der.tagged(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
