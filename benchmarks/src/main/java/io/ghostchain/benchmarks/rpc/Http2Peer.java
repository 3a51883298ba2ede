package io.ghostchain.benchmarks.rpc;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The peer: grpc-java's own HTTP/2 transport with TLS 1.3 by BoringSSL and an ECDSA P-256
 * certificate.
 */
final class Http2Peer {
  private Http2Peer() {}

  static Server server(InetSocketAddress address) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    return NettyServerBuilder.forAddress(address)
        .sslContext(
            GrpcSslContexts.configure(
                    io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder.forServer(
                        keys.getPrivate(), certificate(keys)))
                .build())
        .addService(new EchoService())
        .directExecutor()
        .build()
        .start();
  }

  /** The server's certificate is not checked: the peer is to be fast, and loopback is its own. */
  static ManagedChannel channel(InetSocketAddress address) throws IOException {
    return NettyChannelBuilder.forAddress(address)
        .sslContext(
            GrpcSslContexts.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build())
        .overrideAuthority("localhost")
        .directExecutor()
        .maxInboundMessageSize(8 << 20)
        .build();
  }

  private static X509Certificate certificate(KeyPair keys) throws GeneralSecurityException {
    X500Principal name = new X500Principal("CN=localhost");
    Instant now = Instant.now();
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      Date.from(now.minus(Duration.ofHours(1))),
                      Date.from(now.plus(Duration.ofDays(1))),
                      name,
                      keys.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
