package io.ghostchain.zquic.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Holds the peer's certificate against the {@link Expectation} kept in the handshake's session, and
 * leaves the reason of a refusal there: TLS carries no more than an alert.
 */
final class PeerVerifier extends X509ExtendedTrustManager {
  private static final String EXPECTATION = "zquic.expectation";
  private static final String REFUSAL = "zquic.refusal";
  private static final String VERIFIED = "zquic.verified";

  private final Clock clock;

  PeerVerifier(Clock clock) {
    this.clock = clock;
  }

  /** Sets what the handshake of {@code engine} expects. */
  static void expect(SSLEngine engine, Expectation expectation) {
    engine.getSession().putValue(EXPECTATION, expectation);
  }

  /** Why this side refused the peer of {@code engine}, if it did. */
  static Optional<String> refusal(SSLEngine engine) {
    return Optional.ofNullable((String) engine.getSession().getValue(REFUSAL));
  }

  /**
   * The peer's id after the handshake, which is asked for once: an idle connection need not keep
   * what only the handshake used. A resumed session skipped the check (RFC 8446 section 2.2), so it
   * is made here.
   */
  NodeId verified(SSLEngine engine) throws CertificateException {
    SSLSession session = engine.getSession();
    NodeId peer =
        session.getValue(VERIFIED) instanceof NodeId id ? id : check(engine, Peers.chain(engine));
    session.removeValue(VERIFIED);
    session.removeValue(EXPECTATION);
    KeylessSigner.forget(engine);
    return peer;
  }

  private NodeId check(SSLEngine engine, X509Certificate[] chain) throws CertificateException {
    SSLSession session = engine.getSession();
    if (!(session.getValue(EXPECTATION) instanceof Expectation expectation)) {
      throw new IllegalStateException("a handshake began without an expectation of its peer");
    }
    try {
      NodeId id = expectation.check(chain, clock);
      session.putValue(VERIFIED, id);
      return id;
    } catch (CertificateException e) {
      session.putValue(REFUSAL, e.getMessage());
      throw e;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(engine, chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(engine, chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw onlyEngines();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException onlyEngines() {
    return new CertificateException("expected to verify a QUIC handshake, got one of another kind");
  }
}
