package io.ghostchain.zquic;

import io.ghostchain.zquic.tls.NodeId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicDatagramExtensionEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamLimitChangedEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first handler of every connection: follows it from the first packet to its end, and finds out
 * why it ended. The connection's event loop owns it.
 */
abstract class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

  /** Why this side closed the connection, set before it is closed. */
  private static final AttributeKey<ConnectionEnd> END =
      AttributeKey.valueOf(ConnectionHandler.class, "END");

  private final Meters meters;
  private @Nullable QuicConnection connection;
  private @Nullable QuicConnectionCloseEvent closedByPeer;
  private @Nullable Throwable failure;
  private @Nullable InetSocketAddress remote;
  private int datagramBytesMax;

  ConnectionHandler(Meters meters) {
    this.meters = meters;
  }

  /** The handshake is over as far as this side sees: check the peer, and set the protocol up. */
  abstract void handshakeDone(ChannelHandlerContext ctx);

  /**
   * A peer opened a stream.
   *
   * @return whether it has its handlers, and the handlers behind this one need not see it
   */
  abstract boolean streamOpened(ChannelHandlerContext ctx, QuicStreamChannel stream);

  /** A request was given up before it was answered. */
  abstract void streamAbandoned();

  /** The connection is over. */
  abstract void ended(ConnectionEnd end);

  /** Why this side does not trust the peer, if it said so during the handshake. */
  abstract Optional<String> refusal(QuicChannel channel);

  /** Says why this side is about to close a connection. The first reason stands. */
  static void end(QuicChannel channel, ConnectionEnd end) {
    channel.attr(END).setIfAbsent(end);
  }

  final Meters meters() {
    return meters;
  }

  final @Nullable QuicConnection connection() {
    return connection;
  }

  final InetSocketAddress remote() {
    if (remote == null) {
      throw new IllegalStateException("the handler is in no pipeline yet");
    }
    return remote;
  }

  /** The handshake went well on both counts: the peer can be used. */
  final QuicConnection establish(
      QuicChannel channel, QuicConnection.Side side, String protocol, Optional<NodeId> peer) {
    var datagrams = new Datagrams(channel, meters);
    datagrams.allow(datagramBytesMax);
    var made =
        new QuicConnection(
            channel, side, remote(), protocol, peer, datagrams, this::streamAbandoned);
    connection = made;
    meters.count(QuicMeter.HANDSHAKES);
    return made;
  }

  /** Closes a connection before it is established. */
  final void refuse(ChannelHandlerContext ctx, ConnectionEnd end) {
    end((QuicChannel) ctx.channel(), end);
    ctx.close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    QuicChannel channel = (QuicChannel) ctx.channel();
    // The channel forgets its address when it closes.
    remote = (InetSocketAddress) channel.remoteSocketAddress();
    channel.closeFuture().addListener(closed -> finish(channel));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent done when done.isSuccess() -> handshakeDone(ctx);
      case SslHandshakeCompletionEvent failed -> failure = failed.cause();
      case QuicConnectionCloseEvent close -> {
        closedByPeer = close;
        // Without waiting for the draining period (RFC 9000 section 10.2.2) to pass.
        ctx.executor().execute(ctx::close);
      }
      case QuicStreamLimitChangedEvent changed -> {
        if (connection != null) {
          connection.streams().limitChanged();
        }
      }
      case QuicDatagramExtensionEvent allowed -> {
        datagramBytesMax = allowed.maxLength();
        if (connection != null) {
          connection.datagrams().allow(allowed.maxLength());
        }
      }
      default -> {}
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf datagram) {
      QuicConnection to = connection;
      if (to == null) {
        datagram.release();
      } else {
        to.datagrams().received(datagram);
      }
      return;
    }
    if (message instanceof QuicStreamChannel stream && streamOpened(ctx, stream)) {
      // As the end of the pipeline does with those that reach it.
      stream.eventLoop().register(stream);
      return;
    }
    ctx.fireChannelRead(message);
  }

  /** What went wrong; the first counts. On the event loop. */
  final void failed(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    failed(cause);
    LOG.debug("connection failing peer={} cause={}", remote, cause.toString());
    if (cause instanceof SSLHandshakeException) {
      // Its alert is only sent by another turn of the codec. Anything else may be an injected
      // packet.
      ctx.executor().execute(ctx::close);
    }
  }

  private void finish(QuicChannel channel) {
    ConnectionEnd end = endOf(channel);
    LOG.debug("connection over peer={} cause={} detail={}", remote, end.cause(), end.detail());
    QuicConnection established = connection;
    meters.count(established == null ? QuicMeter.HANDSHAKES_FAILED : QuicMeter.CLOSED, end.cause());
    ended(end);
    if (established != null) {
      established.onClosed(end);
    }
  }

  private ConnectionEnd endOf(QuicChannel channel) {
    ConnectionEnd ours = channel.attr(END).get();
    if (ours != null) {
      return ours;
    }
    Optional<String> refusal = refusal(channel);
    if (refusal.isPresent()) {
      return new ConnectionEnd(
          ConnectionEnd.Cause.PEER_NOT_TRUSTED, 0, "refused " + remote + ": " + refusal.get());
    }
    QuicConnectionCloseEvent theirs = closedByPeer;
    if (theirs != null) {
      return ConnectionEnd.closedByPeer(
          String.valueOf(remote),
          theirs.isApplicationClose(),
          theirs.isTlsError(),
          theirs.error(),
          reason(theirs));
    }
    if (channel.isTimedOut()) {
      return new ConnectionEnd(
          ConnectionEnd.Cause.IDLE_TIMEOUT, 0, "nothing came from " + remote + " for too long");
    }
    if (failure != null) {
      return new ConnectionEnd(
          ConnectionEnd.Cause.PROTOCOL_ERROR,
          0,
          "the connection with " + remote + " failed: " + failure.getMessage());
    }
    return new ConnectionEnd(
        ConnectionEnd.Cause.CLOSED_HERE, 0, "closed the connection with " + remote);
  }

  private static String reason(QuicConnectionCloseEvent close) {
    try {
      return new String(close.reason(), StandardCharsets.UTF_8);
    } catch (NullPointerException emptyReason) {
      // Netty 4.2.18 keeps null for an empty reason, and then clones it.
      return "";
    }
  }
}
