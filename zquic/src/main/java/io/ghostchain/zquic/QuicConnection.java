package io.ghostchain.zquic;

import io.ghostchain.zquic.tls.NodeId;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One QUIC connection whose handshake is over, seen from either end.
 *
 * <p>Every method may be called from any thread. The futures complete on the connection's event
 * loop: what depends on them must not block there.
 */
public final class QuicConnection {
  /** Which end this is. */
  public enum Side {
    /** We connected. */
    CLIENT,
    /** We accepted. */
    SERVER
  }

  /** Transport error APPLICATION_ERROR (RFC 9000 section 20.1). */
  private static final long APPLICATION_ERROR = 0x0c;

  private final QuicChannel channel;
  private final Side side;
  private final InetSocketAddress remote;
  private final String protocol;
  private final Optional<NodeId> peer;
  private final StreamQueue streams;
  private final Datagrams datagrams;
  private final Runnable onAbandoned;
  private final CompletableFuture<QuicConnection> authenticated = new CompletableFuture<>();
  private final CompletableFuture<Void> goingAway = new CompletableFuture<>();
  private final CompletableFuture<ConnectionEnd> closed = new CompletableFuture<>();
  private @Nullable Confirmation confirmation;
  private volatile boolean closing;

  QuicConnection(
      QuicChannel channel,
      Side side,
      InetSocketAddress remote,
      String protocol,
      Optional<NodeId> peer,
      Datagrams datagrams,
      Runnable onAbandoned) {
    this.channel = channel;
    this.side = side;
    this.remote = remote;
    this.protocol = protocol;
    this.peer = peer;
    this.datagrams = datagrams;
    this.onAbandoned = onAbandoned;
    this.streams = new StreamQueue(channel, protocol.equals(QuicServer.H3), this::onAuthenticated);
  }

  /** Which end this is. */
  public Side side() {
    return side;
  }

  /** The peer's address when the handshake ended. */
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  /** The application protocol both ends chose (ALPN), for instance {@code h3}. */
  public String protocol() {
    return protocol;
  }

  /**
   * Who the peer proved to be; empty for an anonymous client. For a browser listener it is the hash
   * of the listener's key.
   */
  public Optional<NodeId> peer() {
    return peer;
  }

  /**
   * Completes with this connection when the peer is known to have accepted us, or fails with a
   * {@link QuicException} when it did not.
   *
   * <p>On a server that is so from the start. A client's handshake ends before the server has seen
   * the client's certificate (RFC 8446 section 4.4.2.4 and appendix E.1), so a client that is not
   * trusted learns it a moment later. It knows that it is once the server's first application data
   * arrive; on HTTP/3 those are its SETTINGS, which a {@link QuicServer} sends only to clients it
   * let in. Requests may be sent before; they are answered only if the client is trusted.
   */
  public CompletableFuture<QuicConnection> authenticated() {
    return authenticated.copy();
  }

  /** Completes when the peer says that it takes no further requests (HTTP/3 GOAWAY). */
  public CompletableFuture<Void> goingAway() {
    return goingAway.copy();
  }

  /** Completes when the connection is over, with the reason. */
  public CompletableFuture<ConnectionEnd> closed() {
    return closed.copy();
  }

  /** Whether requests can be sent: it is neither closed nor going away. */
  public boolean isUsable() {
    return channel.isActive() && !closing && !goingAway.isDone();
  }

  /**
   * Opens a bidirectional stream; on HTTP/3, for one request. When the peer allows no more streams
   * at this moment the request waits its turn.
   *
   * @param handler the last handler of the stream's pipeline; sees HTTP/3 frames on HTTP/3, {@code
   *     ByteBuf} otherwise
   * @return the stream, or a {@link QuicException} when the connection is closed or going away, or
   *     too many wait already
   */
  public CompletableFuture<QuicStreamChannel> openStream(ChannelHandler handler) {
    CompletableFuture<QuicStreamChannel> result = new CompletableFuture<>();
    if (channel.eventLoop().inEventLoop()) {
      streams.open(handler, result);
    } else {
      channel.eventLoop().execute(() -> streams.open(handler, result));
    }
    return result;
  }

  /** Unreliable messages beside the streams (RFC 9221). */
  public Datagrams datagrams() {
    return datagrams;
  }

  /**
   * Closes the connection at once. Streams in progress are lost.
   *
   * @param code an error code of the application protocol; on HTTP/3 0x100 is "no error"
   * @param reason for the peer's operator; cut to 255 bytes
   */
  public void close(long code, String reason) {
    close(code, new ConnectionEnd(ConnectionEnd.Cause.CLOSED_HERE, code, reason));
  }

  /**
   * The channel below, for this module's own packages: they add handlers and write buffers, and
   * close it only by {@link #close}.
   */
  public QuicChannel channel() {
    return channel;
  }

  /**
   * For this module's own packages: a request was given up before it was answered, by the peer or
   * because the peer broke a rule. Too many within 10 s end the connection.
   */
  public void requestAbandoned() {
    if (channel.eventLoop().inEventLoop()) {
      onAbandoned.run();
    } else {
      channel.eventLoop().execute(onAbandoned);
    }
  }

  @Override
  public String toString() {
    return "QuicConnection["
        + side
        + " "
        + protocol
        + " "
        + remote
        + " "
        + peer.map(NodeId::toString).orElse("anonymous")
        + "]";
  }

  /**
   * Has {@link #close} wait until the handshake is confirmed. Before anyone sees the connection.
   */
  void confirmedBy(Confirmation confirmation) {
    this.confirmation = confirmation;
  }

  void close(long code, ConnectionEnd end) {
    ConnectionHandler.end(channel, end);
    closing = true;
    Confirmation waited = confirmation;
    if (waited == null) {
      sendClose(true, code, end);
    } else if (channel.eventLoop().inEventLoop()) {
      closeOnceConfirmed(waited, code, end);
    } else {
      channel.eventLoop().execute(() -> closeOnceConfirmed(waited, code, end));
    }
  }

  /**
   * The application's error code may only be sent to a server that finished the handshake (RFC 9000
   * section 10.2.3). One that does not in time is told of the end without it.
   */
  private void closeOnceConfirmed(Confirmation waited, long code, ConnectionEnd end) {
    waited.await(() -> sendClose(true, code, end), () -> sendClose(false, APPLICATION_ERROR, end));
  }

  private void sendClose(boolean application, long code, ConnectionEnd end) {
    byte[] utf8 = end.detail().getBytes(StandardCharsets.UTF_8);
    int length = application ? Math.min(utf8.length, 255) : 0;
    channel.close(
        application, (int) code, channel.alloc().buffer(length).writeBytes(utf8, 0, length));
  }

  StreamQueue streams() {
    return streams;
  }

  void onAuthenticated() {
    authenticated.complete(this);
  }

  void onGoingAway() {
    goingAway.complete(null);
    streams.fail(
        new QuicException(
            new ConnectionEnd(
                ConnectionEnd.Cause.CLOSED_BY_PEER, 0, remote + " takes no further requests")));
  }

  void onClosed(ConnectionEnd end) {
    QuicException failure = new QuicException(end);
    streams.fail(failure);
    authenticated.completeExceptionally(failure);
    closed.complete(end);
  }
}
