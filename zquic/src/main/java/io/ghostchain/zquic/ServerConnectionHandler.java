package io.ghostchain.zquic;

import io.ghostchain.zquic.admission.Admission;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.ServerTls;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http3.DefaultHttp3GoAwayFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A listener's side of one connection. Nothing that a client sends reaches a protocol before the
 * client is known to be let in.
 */
final class ServerConnectionHandler extends ConnectionHandler {
  /** What the handlers of one listener share. */
  record Listener(
      QuicConfig config,
      ServerTls tls,
      Admission admission,
      Map<String, RequestStreams> protocols,
      Meters meters,
      Consumer<ServerConnectionHandler> established,
      Consumer<ServerConnectionHandler> ended) {}

  /**
   * How long a drained connection stays, so that the last answers arrive and requests sent before
   * the client heard of the end are refused, not lost. A client that has heard closes sooner.
   */
  private static final long LINGER_MILLIS = 300;

  private final Listener listener;
  private final ResetBudget resets;
  private @Nullable Future<?> handshakeTimer;
  private @Nullable QuicChannel channel;
  private @Nullable AmplificationGuard amplification;
  private @Nullable RequestStreams bare;
  private long nextStreamId;
  private int streamsOpen;
  private boolean draining;
  private boolean lingering;

  ServerConnectionHandler(Listener listener) {
    super(listener.meters);
    this.listener = listener;
    this.resets = new ResetBudget(listener.config.http3().resetsPer10Seconds(), System::nanoTime);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    super.handlerAdded(ctx);
    channel = (QuicChannel) ctx.channel();
    listener.admission.opened(remote());
    amplification = channel.parent().pipeline().get(SocketGuard.class).amplification();
    amplification.began(remote());
    long millis = listener.config.timeouts().handshake().toMillis();
    handshakeTimer =
        ctx.executor()
            .schedule(
                () ->
                    refuse(
                        ctx,
                        new ConnectionEnd(
                            ConnectionEnd.Cause.HANDSHAKE_TIMEOUT,
                            0,
                            remote() + " did not finish its handshake within " + millis + " ms")),
                millis,
                TimeUnit.MILLISECONDS);
  }

  @Override
  void handshakeDone(ChannelHandlerContext ctx) {
    stopTimer();
    unwatch();
    QuicChannel quic = (QuicChannel) ctx.channel();
    SSLEngine engine = Objects.requireNonNull(quic.sslEngine(), "the handshake's engine");
    Optional<NodeId> client;
    try {
      client = listener.tls.client(engine);
    } catch (CertificateException e) {
      refuse(
          ctx,
          new ConnectionEnd(
              ConnectionEnd.Cause.PEER_NOT_TRUSTED,
              0,
              "refused " + remote() + ": " + e.getMessage()));
      return;
    }
    String protocol = engine.getApplicationProtocol();
    RequestStreams streams = protocol == null ? null : listener.protocols.get(protocol);
    if (protocol == null || streams == null) {
      refuse(
          ctx,
          new ConnectionEnd(
              ConnectionEnd.Cause.PROTOCOL_ERROR,
              0,
              remote() + " speaks none of " + listener.protocols.keySet() + ", got " + protocol));
      return;
    }
    listener.admission.established();
    QuicConnection connection = establish(quic, QuicConnection.Side.SERVER, protocol, client);
    connection.onAuthenticated();
    var opening =
        new ChannelInitializer<QuicStreamChannel>() {
          @Override
          protected void initChannel(QuicStreamChannel stream) {
            open(connection, streams, stream);
          }
        };
    if (protocol.equals(QuicServer.H3)) {
      bare = streams.readsFrames() ? streams : null;
      ctx.pipeline()
          .addLast(Http3Setup.server(listener.config.http3(), opening), Http3Setup.behind());
    } else {
      ctx.pipeline().addLast(new RawStreams(opening));
    }
    listener.established.accept(this);
  }

  private void open(QuicConnection connection, RequestStreams streams, QuicStreamChannel stream) {
    if (draining) {
      int code = Http3ErrorCode.H3_REQUEST_REJECTED.code();
      stream.shutdown(code);
      stream.close();
      return;
    }
    stream.pipeline().addLast(new StreamGuard(this, listener.config.http3().headersTimeout()));
    streams.open(connection, stream);
  }

  @Override
  boolean streamOpened(ChannelHandlerContext ctx, QuicStreamChannel stream) {
    if (stream.type() != QuicStreamType.BIDIRECTIONAL) {
      return false;
    }
    meters().count(QuicMeter.STREAMS);
    nextStreamId = Math.max(nextStreamId, stream.streamId() + 4);
    streamsOpen++;
    stream.closeFuture().addListener(closed -> streamClosed());
    RequestStreams streams = bare;
    QuicConnection connection = connection();
    if (streams == null || connection == null || draining) {
      return false;
    }
    open(connection, streams, stream);
    return true;
  }

  private void streamClosed() {
    streamsOpen--;
    closeIfDrained();
  }

  @Override
  void streamAbandoned() {
    meters().count(QuicMeter.STREAMS_ABANDONED);
    QuicConnection connection = connection();
    if (resets.spend() || connection == null) {
      return;
    }
    connection.close(
        Http3ErrorCode.H3_EXCESSIVE_LOAD.code(),
        new ConnectionEnd(
            ConnectionEnd.Cause.LIMIT,
            Http3ErrorCode.H3_EXCESSIVE_LOAD.code(),
            "more than "
                + listener.config.http3().resetsPer10Seconds()
                + " requests abandoned within 10 s"));
  }

  /**
   * Takes no further streams and closes the connection once those in progress are done. On the
   * connection's event loop.
   */
  void drain() {
    QuicChannel quic = channel;
    if (quic == null || draining) {
      return;
    }
    draining = true;
    QuicStreamChannel control = Http3.getLocalControlStream(quic);
    if (control != null) {
      // RFC 9114 section 5.2: requests with this id or a higher one are not processed.
      control.writeAndFlush(new DefaultHttp3GoAwayFrame(nextStreamId));
    }
    closeIfDrained();
  }

  private void closeIfDrained() {
    QuicConnection connection = connection();
    QuicChannel quic = channel;
    if (draining && streamsOpen == 0 && connection != null && quic != null && !lingering) {
      lingering = true;
      quic.eventLoop()
          .schedule(
              () -> connection.close(Http3ErrorCode.H3_NO_ERROR.code(), "the server is closing"),
              LINGER_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  @Override
  void ended(ConnectionEnd end) {
    stopTimer();
    unwatch();
    listener.admission.closed(remote(), connection() != null);
    listener.ended.accept(this);
  }

  @Override
  Optional<String> refusal(QuicChannel quic) {
    SSLEngine engine = Objects.requireNonNull(quic.sslEngine(), "the handshake's engine");
    return engine == null ? Optional.empty() : listener.tls.refusal(engine);
  }

  private void unwatch() {
    if (amplification != null) {
      amplification.done(remote());
    }
  }

  private void stopTimer() {
    Future<?> timer = handshakeTimer;
    if (timer != null) {
      timer.cancel(false);
      handshakeTimer = null;
    }
  }
}
