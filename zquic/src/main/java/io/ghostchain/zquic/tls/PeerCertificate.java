package io.ghostchain.zquic.tls;

import io.ghostchain.zcrypto.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/**
 * A peer's node certificate whose form was checked: it holds an ML-DSA-65 key, is within its dates,
 * and is signed with ML-DSA-65. Whose signature it is, the {@link TrustPolicy} decides.
 */
public final class PeerCertificate {
  private final X509Certificate certificate;
  private final PublicKey key;
  private final NodeId id;

  private PeerCertificate(X509Certificate certificate, PublicKey key, NodeId id) {
    this.certificate = certificate;
    this.key = key;
    this.id = id;
  }

  static PeerCertificate check(X509Certificate[] chain, Instant now) throws CertificateException {
    if (chain.length != 1) {
      throw new CertificateException("a node shows exactly one certificate, got " + chain.length);
    }
    X509Certificate certificate = chain[0];
    byte[] spki = certificate.getPublicKey().getEncoded();
    if (spki == null) {
      throw new CertificateException("the peer's certificate holds a key without an encoding");
    }
    PublicKey key =
        CertificateForm.mlDsa65(spki)
            .orElseThrow(() ->
                new CertificateException(
                    "a node's certificate holds an ML-DSA-65 key, got "
                        + certificate.getPublicKey().getAlgorithm()));
    if (!certificate.getSigAlgOID().equals(CertificateForm.ML_DSA_65_OID)) {
      throw new CertificateException(
          "a node's certificate is signed with ML-DSA-65 ("
              + CertificateForm.ML_DSA_65_OID
              + "), got "
              + certificate.getSigAlgOID());
    }
    checkDates(certificate, now);
    return new PeerCertificate(certificate, key, NodeId.ofSubjectPublicKeyInfo(spki));
  }

  /** The peer's name. */
  public NodeId id() {
    return id;
  }

  /** The peer's key. */
  public PublicKey key() {
    return key;
  }

  /** Whether the certificate is signed with its own key. */
  public boolean isSelfSigned() {
    return isSignedBy(key);
  }

  /** Whether the certificate is signed with {@code signer}. */
  public boolean isSignedBy(PublicKey signer) {
    try {
      return signer.verify(certificate.getTBSCertificate(), certificate.getSignature());
    } catch (CertificateEncodingException e) {
      return false;
    }
  }

  private static void checkDates(X509Certificate certificate, Instant now)
      throws CertificateException {
    try {
      certificate.checkValidity(Date.from(now));
    } catch (CertificateExpiredException e) {
      throw new CertificateExpiredException(
          "the peer's certificate was valid until "
              + certificate.getNotAfter().toInstant()
              + ", now is "
              + now);
    } catch (CertificateNotYetValidException e) {
      throw new CertificateNotYetValidException(
          "the peer's certificate is valid from "
              + certificate.getNotBefore().toInstant()
              + ", now is "
              + now);
    }
  }
}
