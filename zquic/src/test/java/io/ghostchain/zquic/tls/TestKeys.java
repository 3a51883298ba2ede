package io.ghostchain.zquic.tls;

import io.netty.handler.codec.quic.BoringSSLAsyncPrivateKeyMethod;
import io.netty.handler.codec.quic.BoringSSLKeylessManagerFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;

/** Key managers for foreign endpoints in tests. */
public final class TestKeys {
  private TestKeys() {}

  /** Shows an identity's certificate and signs with its key. */
  public static KeyManagerFactory of(NodeIdentity identity) throws Exception {
    return forged(identity.certificate(), identity);
  }

  /** Shows one certificate and signs with the key of another. */
  public static KeyManagerFactory forged(X509Certificate shown, NodeIdentity signer)
      throws Exception {
    return BoringSSLKeylessManagerFactory.newKeyless(
        new BoringSSLAsyncPrivateKeyMethod() {
          @Override
          public Future<byte[]> sign(SSLEngine engine, int algorithm, byte[] input) {
            return ImmediateEventExecutor.INSTANCE.newSucceededFuture(signer.sign(input));
          }

          @Override
          public Future<byte[]> decrypt(SSLEngine engine, byte[] input) {
            return ImmediateEventExecutor.INSTANCE.newFailedFuture(
                new IllegalStateException("not in TLS 1.3"));
          }
        },
        shown);
  }
}
