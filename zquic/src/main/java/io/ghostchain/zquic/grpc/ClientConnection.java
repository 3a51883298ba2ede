package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.ConnectionEnd;
import io.ghostchain.zquic.QuicConnection;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Status;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.DefaultHttp3UnknownFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamLimitChangedEvent;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a channel and the attempts on it. Streams beyond the server's limit wait here.
 * Owned by the connection's event loop; {@link #queue} is how others reach it.
 */
final class ClientConnection {
  /**
   * A reserved frame type (RFC 9114 section 7.2.8), which every peer ignores. Sent on the control
   * stream it is acknowledged, and so does what a QUIC PING does, for which Netty has no call.
   */
  private static final long KEEPALIVE_FRAME = 0x40;

  private static final long EXHAUSTED_MILLIS = 200;

  private final QuicConnection quic;
  private final QuicChannel channel;
  private final LoopQueue queue;
  private final Attributes attributes;
  private final Set<ClientStream> active = new LinkedHashSet<>();
  private final ArrayDeque<ClientStream> waiting = new ArrayDeque<>();
  private final HeadCache heads;
  private boolean watchingWaiting;
  private boolean goingAway;
  private @Nullable ConnectionEnd end;

  /**
   * @param maxMetadataBytes of a head or of trailers, as RFC 9114 section 4.2.2 counts them
   */
  ClientConnection(QuicConnection quic, int maxMetadataBytes) {
    this.quic = quic;
    this.heads = new HeadCache(maxMetadataBytes);
    this.channel = quic.channel();
    this.queue = new LoopQueue(channel.eventLoop());
    Attributes.Builder known =
        Attributes.newBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, quic.remoteAddress());
    quic.peer().ifPresent(peer -> known.set(GrpcH3Server.PEER_ATTRIBUTE, peer));
    this.attributes = known.build();
  }

  /** Starts to watch the connection; on the loop. */
  void begin(@Nullable Duration keepAlive, boolean keepAliveWithoutCalls) {
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                if (event instanceof QuicStreamLimitChangedEvent) {
                  openWaiting();
                }
                ctx.fireUserEventTriggered(event);
              }
            });
    if (keepAlive != null) {
      long nanos = keepAlive.toNanos();
      Future<?> timer =
          queue
              .loop()
              .scheduleAtFixedRate(
                  () -> keepAlive(keepAliveWithoutCalls), nanos, nanos, TimeUnit.NANOSECONDS);
      channel.closeFuture().addListener(closed -> timer.cancel(false));
    }
  }

  private void keepAlive(boolean withoutCalls) {
    QuicStreamChannel control = Http3.getLocalControlStream(channel);
    if (control != null && (withoutCalls || !active.isEmpty())) {
      control.writeAndFlush(new DefaultHttp3UnknownFrame(KEEPALIVE_FRAME, Unpooled.EMPTY_BUFFER));
    }
  }

  /** Opens a stream for an attempt, now or when the server allows. */
  void open(ClientStream stream) {
    if (goingAway || end != null || !channel.isActive()) {
      stream.refused(endStatus());
    } else if (waiting.isEmpty() && isAllowed()) {
      create(stream);
    } else {
      waiting.add(stream);
      watchWaiting();
    }
  }

  /**
   * Gives the connection up when streams wait though none is in use. QUIC's library can lose count
   * of a stream that both ends ended at the same moment, and its place in the server's limit with
   * it.
   */
  private void watchWaiting() {
    if (active.isEmpty() && !watchingWaiting) {
      watchingWaiting = true;
      queue
          .loop()
          .schedule(
              () -> {
                watchingWaiting = false;
                if (active.isEmpty() && !waiting.isEmpty() && !isAllowed()) {
                  quic.close(H3Exception.NO_ERROR, "");
                }
              },
              EXHAUSTED_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private void openWaiting() {
    queue.begin();
    while (!waiting.isEmpty() && isAllowed()) {
      ClientStream next = waiting.remove();
      if (!next.isDone()) {
        create(next);
      }
    }
    queue.end();
  }

  private boolean isAllowed() {
    return channel.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0;
  }

  private void create(ClientStream stream) {
    active.add(stream);
    Future<QuicStreamChannel> created = channel.createStream(QuicStreamType.BIDIRECTIONAL, stream);
    if (created.isDone()) {
      created(stream, created);
    } else {
      created.addListener((Future<QuicStreamChannel> done) -> created(stream, done));
    }
  }

  private void created(ClientStream stream, Future<QuicStreamChannel> done) {
    if (done.isSuccess()) {
      stream.opened(done.getNow());
    } else {
      active.remove(stream);
      stream.refused(
          Status.UNAVAILABLE.withDescription("no stream could be opened").withCause(done.cause()));
    }
  }

  void streamClosed(ClientStream stream) {
    active.remove(stream);
    if (!waiting.isEmpty()) {
      watchWaiting();
    }
    closeIfDrained();
  }

  /** The server takes no new requests. */
  void goAway() {
    goingAway = true;
    refuseWaiting();
    closeIfDrained();
  }

  /** Closes the connection when its last call has ended. */
  void drain() {
    goingAway = true;
    closeIfDrained();
  }

  private void closeIfDrained() {
    if (goingAway && active.isEmpty() && waiting.isEmpty()) {
      close(H3Exception.NO_ERROR, "");
    }
  }

  /** The connection is over. */
  void ended(ConnectionEnd why) {
    end = why;
    refuseWaiting();
    for (ClientStream stream : Set.copyOf(active)) {
      stream.connectionLost();
    }
    active.clear();
  }

  /** Ends all calls with {@code status} and closes. */
  void cancelAll(Status status) {
    goingAway = true;
    for (ClientStream stream : Set.copyOf(active)) {
      stream.cancelCall(status);
    }
    for (ClientStream next = waiting.poll(); next != null; next = waiting.poll()) {
      next.cancelCall(status);
    }
    close(H3Exception.NO_ERROR, "");
  }

  private void refuseWaiting() {
    for (ClientStream next = waiting.poll(); next != null; next = waiting.poll()) {
      next.refused(endStatus());
    }
  }

  /** The status of calls that the connection's end ended. */
  Status endStatus() {
    ConnectionEnd why = end;
    return Status.UNAVAILABLE.withDescription(
        why != null ? why.detail() : "the connection to " + quic.remoteAddress() + " is closing");
  }

  void close(int code, String reason) {
    quic.close(code, reason);
  }

  int calls() {
    return active.size() + waiting.size();
  }

  HeadCache heads() {
    return heads;
  }

  LoopQueue queue() {
    return queue;
  }

  Attributes attributes() {
    return attributes;
  }
}
