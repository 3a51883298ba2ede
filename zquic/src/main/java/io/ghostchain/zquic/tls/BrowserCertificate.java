package io.ghostchain.zquic.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An ECDSA P-256 certificate for listeners that browsers and other foreign clients use: they take
 * no ML-DSA certificates yet. Its signature is classical; a key exchange can still be post-quantum.
 */
public final class BrowserCertificate {
  private static final int P_256_BITS = 256;

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private BrowserCertificate(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = chain;
  }

  /**
   * A certificate given by an authority.
   *
   * @param chain the server's certificate first
   * @throws IllegalArgumentException unless the key is an ECDSA P-256 one
   */
  public static BrowserCertificate of(PrivateKey key, List<X509Certificate> chain) {
    if (!(key instanceof ECPrivateKey ec) || ec.getParams().getOrder().bitLength() != P_256_BITS) {
      throw new IllegalArgumentException(
          "a browser certificate has an ECDSA P-256 key, got " + key.getAlgorithm());
    }
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("expected at least the server's certificate, got none");
    }
    return new BrowserCertificate(key, List.copyOf(chain));
  }

  /**
   * A self-signed certificate with a fresh key, for development and tests.
   *
   * @param names the DNS names and literal IP addresses it stands for, the first being its subject
   */
  public static BrowserCertificate selfSigned(List<String> names, Clock clock, Duration validity) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      var content =
          new CertificateForm.Content(
              names.getFirst(),
              names.getFirst(),
              now.minus(Duration.ofHours(1)),
              now.plus(validity),
              names);
      X509Certificate certificate =
          CertificateForm.sign(
              content,
              pair.getPublic().getEncoded(),
              CertificateForm.ECDSA_SHA256,
              tbs -> ecdsa(pair.getPrivate(), tbs));
      return new BrowserCertificate(pair.getPrivate(), List.of(certificate));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has ECDSA P-256", impossible);
    }
  }

  /** The chain, the server's certificate first. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The id of its key: what a client pins. */
  public NodeId id() {
    return NodeId.of(chain.getFirst());
  }

  byte[] sign(byte[] message) {
    return ecdsa(key, message);
  }

  private static byte[] ecdsa(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with ECDSA P-256 failed", e);
    }
  }
}
