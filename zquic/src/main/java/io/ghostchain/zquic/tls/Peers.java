package io.ghostchain.zquic.tls;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The names that BoringSSL and the JDK have for our algorithms, and the chain a peer showed. */
final class Peers {
  static final String NODE_ALGORITHM = "mldsa65";
  static final String BROWSER_ALGORITHM = "ecdsa_secp256r1_sha256";
  static final String NODE_KEY_TYPE = "ML-DSA";
  static final String BROWSER_KEY_TYPE = "EC";

  private Peers() {}

  static X509Certificate[] chain(SSLEngine engine) throws CertificateException {
    try {
      Certificate[] chain = engine.getSession().getPeerCertificates();
      X509Certificate[] parsed = new X509Certificate[chain.length];
      for (int i = 0; i < chain.length; i++) {
        // Netty's own are lazy wrappers; parse here so that a bad one fails here.
        parsed[i] = CertificateForm.parse(chain[i].getEncoded());
      }
      return parsed;
    } catch (SSLPeerUnverifiedException e) {
      throw new CertificateException("expected a certificate from the peer, got none", e);
    }
  }
}
