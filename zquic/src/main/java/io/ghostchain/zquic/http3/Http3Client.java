package io.ghostchain.zquic.http3;

import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.QuicConnection;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests over one HTTP/3 connection. Its methods block and may be called by several
 * threads, virtual ones best.
 */
public final class Http3Client {
  /**
   * What the server answered.
   *
   * @param headers without the pseudo-header fields
   * @param body blocks until the server sends more; closing it early abandons the request
   */
  public record Reply(int status, List<Field> headers, InputStream body) implements AutoCloseable {
    /** Copies the list. */
    public Reply {
      headers = List.copyOf(headers);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return Fields.first(headers, name);
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  private final QuicConnection connection;
  private final QuicConfig.Http3 limits;

  /** A client on a connection whose protocol is HTTP/3. */
  public Http3Client(QuicConnection connection, QuicConfig.Http3 limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /** Asks for a resource. */
  public Reply get(String path) throws IOException {
    return send("GET", path, List.of(), out -> {});
  }

  /**
   * Sends a request and waits for the header section of the answer.
   *
   * @throws IOException if the connection or the request fails, or a timeout of the limits passes
   */
  public Reply send(String method, String path, List<Field> headers, Http3Response.Body body)
      throws IOException {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    QuicStreamChannel stream = await(connection.openStream(new Answer(reply)));
    var head = new DefaultHttp3HeadersFrame();
    head.headers()
        .method(method)
        .scheme("https")
        .authority(
            connection.remoteAddress().getHostString() + ":" + connection.remoteAddress().getPort())
        .path(path);
    Fields.put(headers, head.headers());
    var out = new OutboundBody(stream, limits.stallTimeout());
    try {
      out.head(head);
      body.writeTo(out);
      out.finish();
    } catch (IOException e) {
      // A server may answer before it has read all of the request (RFC 9114 section 4.1).
      if (!reply.isDone()) {
        stream
            .shutdown(Http3ErrorCode.H3_REQUEST_CANCELLED.code())
            .addListener(ChannelFutureListener.CLOSE);
        throw e;
      }
    }
    return await(reply);
  }

  private <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(limits.stallTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the request failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new StalledException(
          "the server answered nothing within " + limits.stallTimeout().toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the server", e);
    }
  }

  /** One answer. The event loop owns it. */
  private final class Answer extends Http3RequestStreamInboundHandler {
    private final CompletableFuture<Reply> reply;
    private final InboundBody body;

    private Answer(CompletableFuture<Reply> reply) {
      this.reply = reply;
      this.body = new InboundBody(limits.bodyBytes(), limits.stallTimeout());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      body.attach((QuicStreamChannel) ctx.channel());
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
      CharSequence status = frame.headers().status();
      if (reply.isDone() || status == null || status.charAt(0) == '1') {
        // Trailers, or an interim response (RFC 9110 section 15.2).
        return;
      }
      try {
        reply.complete(
            new Reply(Integer.parseInt(status.toString()), Fields.of(frame.headers()), body));
      } catch (IllegalArgumentException malformed) {
        fail(ctx, new IOException("the server's answer is malformed: " + malformed.getMessage()));
      }
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
      body.add(frame.content());
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext ctx) {
      body.end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fail(ctx, new IOException("the server gave the request up: " + cause.getMessage(), cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      fail(ctx, new IOException("the stream ended before the answer did"));
    }

    private void fail(ChannelHandlerContext ctx, IOException reason) {
      body.fail(reason);
      reply.completeExceptionally(reason);
      ctx.close();
    }
  }
}
