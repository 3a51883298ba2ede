package io.ghostchain.zquic;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Sends one request over a connection, for tests. */
final class Requests {
  private Requests() {}

  /** Posts a body and gives back the answer's. */
  static String echo(QuicConnection connection, String body) throws Exception {
    return Await.result(post(connection, body));
  }

  static CompletableFuture<String> post(QuicConnection connection, String body) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    connection
        .openStream(new Collect(answer))
        .whenComplete((stream, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
            return;
          }
          var head = new DefaultHttp3HeadersFrame();
          head.headers().method("POST").scheme("https").authority("localhost").path("/");
          stream.write(head);
          stream.write(
              new DefaultHttp3DataFrame(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8)));
          StreamEnd.finish(stream);
        });
    return answer;
  }

  private static final class Collect extends Http3RequestStreamInboundHandler {
    private final CompletableFuture<String> answer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Collect(CompletableFuture<String> answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {}

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
      body.writeBytes(ByteBufUtil.getBytes(frame.content()));
      frame.release();
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext ctx) {
      answer.complete(body.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      answer.completeExceptionally(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      answer.completeExceptionally(new IllegalStateException("the stream ended without an answer"));
    }
  }
}
