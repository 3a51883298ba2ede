package io.ghostchain.zquic.tls;

import io.netty.handler.codec.quic.BoringSSLAsyncPrivateKeyMethod;
import io.netty.handler.codec.quic.BoringSSLKeylessManagerFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;

/**
 * Signs the CertificateVerify message (RFC 8446 section 4.4.3) in Java, so that BoringSSL never
 * sees a private key. The signature is computed on the endpoint's crypto threads.
 */
final class KeylessSigner implements BoringSSLAsyncPrivateKeyMethod {
  /** SignatureScheme mldsa65 of draft-ietf-tls-mldsa. */
  static final int MLDSA65 = 0x0905;

  /** SignatureScheme ecdsa_secp256r1_sha256 (RFC 8446 section 4.2.3). */
  static final int ECDSA_SECP256R1_SHA256 = 0x0403;

  private static final String CONTINUATION = "zquic.continuation";

  private final int algorithm;
  private final UnaryOperator<byte[]> key;

  private KeylessSigner(int algorithm, UnaryOperator<byte[]> key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  static KeyManagerFactory forNode(NodeIdentity identity) {
    return factory(new KeylessSigner(MLDSA65, identity::sign), List.of(identity.certificate()));
  }

  static KeyManagerFactory forBrowsers(BrowserCertificate certificate) {
    return factory(
        new KeylessSigner(ECDSA_SECP256R1_SHA256, certificate::sign), certificate.chain());
  }

  private static KeyManagerFactory factory(KeylessSigner signer, List<X509Certificate> chain) {
    try {
      return BoringSSLKeylessManagerFactory.newKeyless(
          signer, chain.toArray(X509Certificate[]::new));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK's key manager refuses the certificate", e);
    }
  }

  @Override
  public Future<byte[]> sign(SSLEngine engine, int signatureAlgorithm, byte[] input) {
    if (signatureAlgorithm != algorithm) {
      return failed(
          "expected to sign with TLS scheme 0x%04x, was asked for 0x%04x"
              .formatted(algorithm, signatureAlgorithm));
    }
    if (engine.getSession().getValue(CONTINUATION) instanceof Continuation continuation) {
      return continuation.sign(() -> key.apply(input));
    }
    throw new IllegalStateException("a handshake began without a thread for its signature");
  }

  /** Sets how the handshake of {@code engine} waits for its signature. */
  static void prepare(SSLEngine engine, Continuation continuation) {
    engine.getSession().putValue(CONTINUATION, continuation);
  }

  /** The handshake of {@code engine} is over. */
  static void forget(SSLEngine engine) {
    engine.getSession().removeValue(CONTINUATION);
  }

  @Override
  public Future<byte[]> decrypt(SSLEngine engine, byte[] input) {
    return failed("TLS 1.3 never decrypts with a certificate's key");
  }

  private static Future<byte[]> failed(String reason) {
    return ImmediateEventExecutor.INSTANCE.newFailedFuture(new IllegalStateException(reason));
  }
}
