package io.ghostchain.zquic.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.quic.BoringSSLContextOption;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicSslEngine;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The TLS side of a client. Whom a connection trusts is said for each connection; sessions are
 * never resumed, so every connection proves both keys anew. Safe for several event loops.
 */
public final class ClientTls {
  private record Made(@Nullable NodeIdentity identity, QuicSslContext context) {}

  private final @Nullable IdentitySource source;
  private final KeyExchange keyExchange;
  private final List<String> protocols;
  private final PeerVerifier verifier;
  private volatile Made made;

  /**
   * A client.
   *
   * @param source the identity it shows when asked; null for an anonymous client
   * @param protocols the application protocols (ALPN, RFC 7301), most wanted first
   */
  public ClientTls(
      @Nullable IdentitySource source,
      KeyExchange keyExchange,
      List<String> protocols,
      Clock clock) {
    this.source = source;
    this.keyExchange = keyExchange;
    this.protocols = List.copyOf(protocols);
    this.verifier = new PeerVerifier(clock);
    this.made = make();
  }

  /** An engine for a connection to a node that a policy trusts. */
  public QuicSslEngine toNode(
      ByteBufAllocator allocator, Continuation continuation, TrustPolicy policy) {
    return newEngine(allocator, continuation, new Expectation.Node(policy));
  }

  /** An engine for a connection to a browser listener whose key is known. */
  public QuicSslEngine toBrowserListener(
      ByteBufAllocator allocator, Continuation continuation, NodeId key) {
    return newEngine(allocator, continuation, new Expectation.BrowserListener(key));
  }

  /**
   * The server's id once the handshake is over.
   *
   * @throws CertificateException if it is not trusted
   */
  public NodeId server(SSLEngine engine) throws CertificateException {
    return verifier.verified(engine);
  }

  /** Why this side refused the server, if it did. */
  public Optional<String> refusal(SSLEngine engine) {
    return PeerVerifier.refusal(engine);
  }

  private QuicSslEngine newEngine(
      ByteBufAllocator allocator, Continuation continuation, Expectation expectation) {
    // Without host and port the engine has no key in the session cache: nothing is resumed.
    QuicSslEngine engine = context().newEngine(allocator);
    PeerVerifier.expect(engine, expectation);
    KeylessSigner.prepare(engine, continuation);
    return engine;
  }

  private QuicSslContext context() {
    Made last = made;
    return Objects.equals(last.identity, shown()) ? last.context : remake();
  }

  private synchronized QuicSslContext remake() {
    if (!Objects.equals(made.identity, shown())) {
      made = make();
    }
    return made.context;
  }

  private @Nullable NodeIdentity shown() {
    return source == null ? null : source.current();
  }

  private Made make() {
    NodeIdentity identity = shown();
    QuicSslContextBuilder builder =
        QuicSslContextBuilder.forClient()
            .option(
                BoringSSLContextOption.SIGNATURE_ALGORITHMS,
                new String[] {Peers.NODE_ALGORITHM, Peers.BROWSER_ALGORITHM})
            .option(BoringSSLContextOption.GROUPS, keyExchange.groups().toArray(String[]::new))
            // Identity is the key, not a host name.
            .endpointIdentificationAlgorithm("")
            .trustManager(verifier)
            .applicationProtocols(protocols.toArray(String[]::new))
            .earlyData(false);
    if (identity != null) {
      builder
          .keyManager(KeylessSigner.forNode(identity), null)
          .option(BoringSSLContextOption.CLIENT_KEY_TYPES, Set.of(Peers.NODE_KEY_TYPE));
    }
    return new Made(identity, builder.build());
  }
}
