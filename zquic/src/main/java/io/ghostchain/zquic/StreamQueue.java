package io.ghostchain.zquic;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Opens streams as the peer's limit allows (RFC 9000 section 4.6), first come, first served. The
 * connection's event loop owns it.
 */
final class StreamQueue {
  /** How many may wait before further ones fail at once. */
  static final int WAITING_MAX = 65_536;

  private record Waiting(ChannelHandler handler, CompletableFuture<QuicStreamChannel> result) {}

  private final QuicChannel channel;
  private final boolean http3;
  private final Runnable answered;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable QuicException failure;

  /**
   * A queue.
   *
   * @param answered told when the peer first sends on a stream of a protocol other than HTTP/3
   */
  StreamQueue(QuicChannel channel, boolean http3, Runnable answered) {
    this.channel = channel;
    this.http3 = http3;
    this.answered = answered;
  }

  void open(ChannelHandler handler, CompletableFuture<QuicStreamChannel> result) {
    if (failure != null) {
      result.completeExceptionally(failure);
    } else if (waiting.isEmpty() && isAllowed()) {
      create(handler, result);
    } else if (waiting.size() >= WAITING_MAX) {
      result.completeExceptionally(
          new QuicException(
              new ConnectionEnd(
                  ConnectionEnd.Cause.LIMIT,
                  0,
                  WAITING_MAX + " streams wait already for the peer to allow more")));
    } else {
      waiting.add(new Waiting(handler, result));
    }
  }

  /** The peer may have allowed more streams. */
  void limitChanged() {
    while (!waiting.isEmpty() && isAllowed()) {
      Waiting next = waiting.remove();
      if (!next.result.isDone()) {
        create(next.handler, next.result);
      }
    }
  }

  /** Fails what waits, and whatever comes later. */
  void fail(QuicException reason) {
    if (failure == null) {
      failure = reason;
    }
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      next.result.completeExceptionally(reason);
    }
  }

  private ChannelHandler raw(ChannelHandler handler) {
    return new ChannelInitializer<QuicStreamChannel>() {
      @Override
      protected void initChannel(QuicStreamChannel stream) {
        stream.pipeline().addLast(new FirstBytes(answered), handler);
      }
    };
  }

  private boolean isAllowed() {
    return channel.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0;
  }

  private void create(ChannelHandler handler, CompletableFuture<QuicStreamChannel> result) {
    Future<QuicStreamChannel> created =
        http3
            ? Http3.newRequestStream(channel, handler)
            : channel.createStream(QuicStreamType.BIDIRECTIONAL, raw(handler));
    created.addListener((Future<QuicStreamChannel> done) -> {
      if (!done.isSuccess()) {
        result.completeExceptionally(done.cause());
      } else if (!result.complete(done.getNow())) {
        done.getNow().close();
      }
    });
  }

  /** Tells of the first bytes on a stream, then leaves. */
  private static final class FirstBytes extends ChannelInboundHandlerAdapter {
    private final Runnable answered;

    private FirstBytes(Runnable answered) {
      this.answered = answered;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      answered.run();
      ctx.fireChannelRead(message);
      ctx.pipeline().remove(this);
    }
  }
}
