package io.ghostchain.zquic.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.quic.BoringSSLContextOption;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicSslEngine;
import io.netty.handler.ssl.ClientAuth;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;

/**
 * The TLS side of a listener: one context for each identity the source gives, made when it is first
 * seen. Safe for several event loops.
 */
public final class ServerTls {
  /** What the server shows: a node's certificate or a browser's. */
  private sealed interface Credential {
    record Node(IdentitySource source) implements Credential {}

    record Browser(BrowserCertificate certificate) implements Credential {}
  }

  private record Made(Object from, QuicSslContext context) {}

  private final Credential credential;
  private final Optional<TrustPolicy> clients;
  private final KeyExchange keyExchange;
  private final List<String> protocols;
  private final PeerVerifier verifier;
  private volatile Made made;

  private ServerTls(
      Credential credential,
      Optional<TrustPolicy> clients,
      KeyExchange keyExchange,
      List<String> protocols,
      Clock clock) {
    this.credential = credential;
    this.clients = clients;
    this.keyExchange = keyExchange;
    this.protocols = List.copyOf(protocols);
    this.verifier = new PeerVerifier(clock);
    this.made = make();
  }

  /**
   * A listener that shows a node's certificate.
   *
   * @param clients whom it trusts; empty when clients stay anonymous
   * @param protocols the application protocols (ALPN, RFC 7301), most wanted first
   */
  public static ServerTls forNode(
      IdentitySource source,
      Optional<TrustPolicy> clients,
      KeyExchange keyExchange,
      List<String> protocols,
      Clock clock) {
    return new ServerTls(new Credential.Node(source), clients, keyExchange, protocols, clock);
  }

  /** A listener that shows a browser certificate. */
  public static ServerTls forBrowsers(
      BrowserCertificate certificate,
      Optional<TrustPolicy> clients,
      KeyExchange keyExchange,
      List<String> protocols,
      Clock clock) {
    return new ServerTls(
        new Credential.Browser(certificate), clients, keyExchange, protocols, clock);
  }

  /** An engine for one handshake that begins now. */
  public QuicSslEngine newEngine(ByteBufAllocator allocator, Continuation continuation) {
    QuicSslEngine engine = context().newEngine(allocator);
    KeylessSigner.prepare(engine, continuation);
    clients.ifPresent(policy -> PeerVerifier.expect(engine, new Expectation.Node(policy)));
    return engine;
  }

  /**
   * The client's id once the handshake is over; empty on a listener without client authentication.
   *
   * @throws CertificateException if it is not trusted (any more)
   */
  public Optional<NodeId> client(SSLEngine engine) throws CertificateException {
    if (clients.isEmpty()) {
      KeylessSigner.forget(engine);
      return Optional.empty();
    }
    return Optional.of(verifier.verified(engine));
  }

  /** Why this side refused the client, if it did. */
  public Optional<String> refusal(SSLEngine engine) {
    return PeerVerifier.refusal(engine);
  }

  private QuicSslContext context() {
    Made last = made;
    return last.from.equals(shown()) ? last.context : remake();
  }

  private synchronized QuicSslContext remake() {
    if (!made.from.equals(shown())) {
      made = make();
    }
    return made.context;
  }

  private Object shown() {
    return switch (credential) {
      case Credential.Node(var source) -> source.current();
      case Credential.Browser(var certificate) -> certificate;
    };
  }

  private Made make() {
    Object from = shown();
    var algorithms = new ArrayList<String>();
    KeyManagerFactory keys;
    String keyType;
    if (from instanceof NodeIdentity identity) {
      keys = KeylessSigner.forNode(identity);
      keyType = Peers.NODE_KEY_TYPE;
      algorithms.add(Peers.NODE_ALGORITHM);
    } else {
      keys = KeylessSigner.forBrowsers((BrowserCertificate) from);
      keyType = Peers.BROWSER_KEY_TYPE;
      algorithms.add(Peers.BROWSER_ALGORITHM);
      if (clients.isPresent()) {
        algorithms.add(Peers.NODE_ALGORITHM);
      }
    }
    QuicSslContext context =
        QuicSslContextBuilder.forServer(keys, null)
            .option(BoringSSLContextOption.SERVER_KEY_TYPES, Map.of("ECDHE_ECDSA", keyType))
            .option(BoringSSLContextOption.SIGNATURE_ALGORITHMS, algorithms.toArray(String[]::new))
            .option(BoringSSLContextOption.GROUPS, keyExchange.groups().toArray(String[]::new))
            .clientAuth(clients.isPresent() ? ClientAuth.REQUIRE : ClientAuth.NONE)
            .trustManager(verifier)
            .applicationProtocols(protocols.toArray(String[]::new))
            .earlyData(false)
            .build();
    if (clients.isPresent() || from instanceof NodeIdentity) {
      SessionTickets.withhold(context);
    }
    return new Made(from, context);
  }
}
