package io.ghostchain.zquic.tls;

import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A node's ML-DSA-65 key with a certificate for it, and the {@link NodeId} that follows from it.
 *
 * <p>Kept between runs as the 32-byte seed of its key, which the caller stores encrypted; the
 * certificate is made anew at each start. Closing destroys the key. Safe for several threads.
 */
public final class NodeIdentity implements AutoCloseable {
  /** How long a new certificate is valid: ten years, since trust is in the key, not in the date. */
  public static final Duration VALIDITY = Duration.ofDays(3650);

  // Peers' clocks may run behind ours.
  private static final Duration BACKDATED = Duration.ofHours(24);

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final NodeId id;

  private NodeIdentity(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
    this.id = NodeId.ofSubjectPublicKeyInfo(CertificateForm.subjectPublicKeyInfo(key.publicKey()));
  }

  /** A new identity from the system's secure random. */
  public static NodeIdentity generate() {
    return selfSigned(SignatureScheme.ML_DSA_65.generate(), Clock.systemUTC(), VALIDITY);
  }

  /**
   * The identity of a stored seed. The seed is copied; wiping it is the caller's.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static NodeIdentity fromSeed(byte[] seed) {
    return selfSigned(SignatureScheme.ML_DSA_65.fromSeed(seed), Clock.systemUTC(), VALIDITY);
  }

  /**
   * An identity that vouches for itself.
   *
   * @param key an ML-DSA-65 key, owned by the identity from here on
   * @param validity from now on; the certificate is also valid for the day before
   */
  public static NodeIdentity selfSigned(PrivateKey key, Clock clock, Duration validity) {
    return issue(key, key, clock, validity);
  }

  /**
   * An identity that an authority vouches for, for peers that trust {@link TrustPolicy#issuedBy}.
   *
   * @param key an ML-DSA-65 key, owned by the identity from here on
   * @param authority the ML-DSA-65 key of the authority; only used here, not kept
   */
  public static NodeIdentity issuedBy(
      PrivateKey authority, PrivateKey key, Clock clock, Duration validity) {
    return issue(authority, key, clock, validity);
  }

  private static NodeIdentity issue(
      PrivateKey signer, PrivateKey key, Clock clock, Duration validity) {
    byte[] spki = CertificateForm.subjectPublicKeyInfo(key.publicKey());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var content =
        new CertificateForm.Content(
            NodeId.ofSubjectPublicKeyInfo(spki).toString(),
            NodeId.ofSubjectPublicKeyInfo(CertificateForm.subjectPublicKeyInfo(signer.publicKey()))
                .toString(),
            now.minus(BACKDATED),
            now.plus(validity),
            List.of());
    return new NodeIdentity(
        key, CertificateForm.sign(content, spki, CertificateForm.ML_DSA_65, signer::sign));
  }

  /** The node's name. */
  public NodeId id() {
    return id;
  }

  /** The node's public key. */
  public PublicKey publicKey() {
    return key.publicKey();
  }

  /** The certificate that peers see. */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * A copy of the key's seed, for storing it encrypted. The caller wipes the copy.
   *
   * @throws IllegalStateException if the identity was closed
   */
  public byte[] seed() {
    return key.seed();
  }

  /** Destroys the key. Connections live on; new handshakes with this identity fail. */
  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "NodeIdentity[" + id + "]";
  }

  byte[] sign(byte[] message) {
    return key.sign(message);
  }
}
