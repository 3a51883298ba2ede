package io.ghostchain.zquic;

import io.ghostchain.zquic.tls.ClientTls;
import io.ghostchain.zquic.tls.NodeId;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A client's side of one connection. */
final class ClientConnectionHandler extends ConnectionHandler {
  private final QuicConfig config;
  private final ClientTls tls;
  private final InetSocketAddress server;
  private final RequestStreams incoming;
  private final Confirmation confirmation;
  private final CompletableFuture<QuicConnection> result;
  private @Nullable Future<?> connectTimer;

  ClientConnectionHandler(
      QuicConfig config,
      ClientTls tls,
      InetSocketAddress server,
      RequestStreams incoming,
      Meters meters,
      Confirmation confirmation,
      CompletableFuture<QuicConnection> result) {
    super(meters);
    this.config = config;
    this.tls = tls;
    this.server = server;
    this.incoming = incoming;
    this.confirmation = confirmation;
    this.result = result;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    super.handlerAdded(ctx);
    long millis = config.timeouts().connect().toMillis();
    connectTimer =
        ctx.executor()
            .schedule(
                () ->
                    refuse(
                        ctx,
                        new ConnectionEnd(
                            ConnectionEnd.Cause.HANDSHAKE_TIMEOUT,
                            0,
                            "no handshake with " + server + " within " + millis + " ms")),
                millis,
                TimeUnit.MILLISECONDS);
  }

  @Override
  void handshakeDone(ChannelHandlerContext ctx) {
    stopTimer();
    QuicChannel quic = (QuicChannel) ctx.channel();
    SSLEngine engine = Objects.requireNonNull(quic.sslEngine(), "the handshake's engine");
    NodeId peer;
    try {
      peer = tls.server(engine);
    } catch (CertificateException e) {
      refuse(
          ctx,
          new ConnectionEnd(
              ConnectionEnd.Cause.PEER_NOT_TRUSTED,
              0,
              "refused " + server + ": " + e.getMessage()));
      return;
    }
    String protocol = engine.getApplicationProtocol();
    if (protocol == null) {
      refuse(
          ctx,
          new ConnectionEnd(
              ConnectionEnd.Cause.PROTOCOL_ERROR, 0, server + " chose no application protocol"));
      return;
    }
    QuicConnection connection =
        establish(quic, QuicConnection.Side.CLIENT, protocol, Optional.of(peer));
    connection.confirmedBy(confirmation);
    if (protocol.equals(QuicServer.H3)) {
      ctx.pipeline().addLast(Http3Setup.client(config.http3(), connection), Http3Setup.behind());
    } else {
      ctx.pipeline()
          .addLast(
              new RawStreams(
                  new ChannelInitializer<QuicStreamChannel>() {
                    @Override
                    protected void initChannel(QuicStreamChannel stream) {
                      incoming.open(connection, stream);
                    }
                  }));
    }
    if (!result.complete(connection)) {
      connection.close(0, "the caller gave up");
    }
  }

  @Override
  boolean streamOpened(ChannelHandlerContext ctx, QuicStreamChannel stream) {
    QuicConnection connection = connection();
    if (connection != null && !connection.protocol().equals(QuicServer.H3)) {
      // On HTTP/3 it is the SETTINGS that tell.
      connection.onAuthenticated();
    }
    return false;
  }

  @Override
  void streamAbandoned() {
    // Only servers are worn down by abandoned requests.
  }

  @Override
  void ended(ConnectionEnd end) {
    stopTimer();
    confirmation.forget();
    result.completeExceptionally(new QuicException(end));
  }

  @Override
  Optional<String> refusal(QuicChannel channel) {
    SSLEngine engine = channel.sslEngine();
    return engine == null ? Optional.empty() : tls.refusal(engine);
  }

  private void stopTimer() {
    Future<?> timer = connectTimer;
    if (timer != null) {
      timer.cancel(false);
      connectTimer = null;
    }
  }
}
