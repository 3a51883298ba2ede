package io.ghostchain.zquic.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;

/** What an endpoint demands of the certificates its peer shows. */
sealed interface Expectation {
  /** A node that a policy trusts. */
  record Node(TrustPolicy policy) implements Expectation {}

  /** A browser listener with exactly this key. */
  record BrowserListener(NodeId key) implements Expectation {}

  /**
   * Checks form and trust.
   *
   * @return the peer's id
   * @throws CertificateException with what was expected and what came
   */
  default NodeId check(X509Certificate[] chain, Clock clock) throws CertificateException {
    return switch (this) {
      case Node(var policy) -> {
        PeerCertificate peer = PeerCertificate.check(chain, clock.instant());
        Optional<String> refusal = policy.refusal(peer);
        if (refusal.isPresent()) {
          throw new CertificateException(refusal.get());
        }
        yield peer.id();
      }
      case BrowserListener(var key) -> {
        if (chain.length == 0) {
          throw new CertificateException("expected a browser certificate, got none");
        }
        NodeId id = NodeId.of(chain[0]);
        if (!id.equals(key)) {
          throw new CertificateException("expected the browser certificate " + key + ", got " + id);
        }
        chain[0].checkValidity(Date.from(clock.instant()));
        yield id;
      }
    };
  }
}
