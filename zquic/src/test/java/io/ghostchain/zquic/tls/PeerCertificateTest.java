package io.ghostchain.zquic.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.SignatureScheme;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class PeerCertificateTest {
  private final Instant now = Instant.now();
  private static final NodeIdentity NODE = NodeIdentity.generate();
  private static final NodeIdentity OTHER = NodeIdentity.generate();

  private PeerCertificate check(X509Certificate... chain) throws CertificateException {
    return PeerCertificate.check(chain, now);
  }

  @Test
  void nodesOwnCertificateIsWellFormed() throws Exception {
    PeerCertificate peer = check(NODE.certificate());
    assertEquals(NODE.id(), peer.id());
    assertTrue(peer.isSelfSigned());
    assertFalse(peer.isSignedBy(OTHER.publicKey()));
  }

  @Test
  void chainsAreRefused() {
    var refused =
        assertThrows(
            CertificateException.class, () -> check(NODE.certificate(), OTHER.certificate()));
    assertEquals("a node shows exactly one certificate, got 2", refused.getMessage());
    assertThrows(CertificateException.class, () -> check());
  }

  @Test
  void keyOfAnotherAlgorithmIsNamed() {
    X509Certificate browser =
        BrowserCertificate.selfSigned(List.of("localhost"), Clock.systemUTC(), Duration.ofDays(1))
            .chain()
            .getFirst();
    var refused = assertThrows(CertificateException.class, () -> check(browser));
    assertTrue(String.valueOf(refused.getMessage()).contains("got EC"), refused.toString());
  }

  @Test
  void certificateOutsideItsDatesIsRefused() {
    X509Certificate[] chain = {NODE.certificate()};
    assertInstanceOf(
        CertificateExpiredException.class,
        assertThrows(
            CertificateException.class,
            () -> PeerCertificate.check(chain, now.plus(NodeIdentity.VALIDITY.plusDays(1)))));
    assertInstanceOf(
        CertificateNotYetValidException.class,
        assertThrows(
            CertificateException.class,
            () -> PeerCertificate.check(chain, now.minus(Duration.ofDays(2)))));
  }

  @Property(cases = 200)
  void changedByteNeverYieldsATrustedCertificate(RandomGenerator random) throws Exception {
    byte[] der = NODE.certificate().getEncoded();
    der[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
    Optional<String> refusal;
    try {
      refusal = TrustPolicy.anyNode().refusal(check(CertificateForm.parse(der)));
    } catch (CertificateException malformed) {
      return;
    }
    assertTrue(refusal.isPresent(), "a changed certificate was trusted");
  }

  @Test
  void policiesSayWhatTheyExpectedAndWhatCame() throws Exception {
    PeerCertificate peer = check(NODE.certificate());
    assertEquals(Optional.empty(), TrustPolicy.pinned(NODE.id()).refusal(peer));
    assertEquals(
        Optional.of("expected node " + OTHER.id() + ", got " + NODE.id()),
        TrustPolicy.pinned(OTHER.id()).refusal(peer));
    assertEquals(
        Optional.of("expected a validator, got node " + NODE.id()),
        TrustPolicy.matching("a validator", id -> false).refusal(peer));
    assertEquals(
        Optional.empty(),
        TrustPolicy.pinned(OTHER.id()).or(TrustPolicy.pinned(NODE.id())).refusal(peer));
    assertThrows(IllegalArgumentException.class, () -> TrustPolicy.pinned(Set.of()));
  }

  @Test
  void onlyAnAuthoritysSignatureMakesAVouchedNodeTrusted() throws Exception {
    var authority = SignatureScheme.ML_DSA_65.generate();
    NodeIdentity vouched =
        NodeIdentity.issuedBy(
            authority, SignatureScheme.ML_DSA_65.generate(), Clock.systemUTC(), Duration.ofDays(1));
    PeerCertificate peer = check(vouched.certificate());
    assertEquals(Optional.empty(), TrustPolicy.issuedBy(authority.publicKey()).refusal(peer));
    assertTrue(TrustPolicy.issuedBy(OTHER.publicKey()).refusal(peer).isPresent());
    // Pinning is for nodes that vouch for themselves.
    assertTrue(TrustPolicy.pinned(vouched.id()).refusal(peer).isPresent());
  }
}
