package io.ghostchain.zquic.http3;

import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.StreamEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on a server. The event loop owns it; the handler's thread owns the answer. */
final class RequestStream extends Http3RequestStreamInboundHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RequestStream.class);

  private final Http3Service service;
  private final QuicConnection connection;
  private @Nullable InboundBody body;
  private boolean inputEnded;
  private boolean aborted;

  RequestStream(Http3Service service, QuicConnection connection) {
    this.service = service;
    this.connection = connection;
  }

  @Override
  protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
    if (body != null) {
      // Trailers: nobody asked for them.
      return;
    }
    QuicStreamChannel stream = (QuicStreamChannel) ctx.channel();
    InboundBody inbound =
        new InboundBody(service.limits().bodyBytes(), service.limits().stallTimeout());
    inbound.attach(stream);
    body = inbound;
    Http3Request request;
    try {
      request = request(frame.headers(), inbound);
    } catch (IllegalArgumentException malformed) {
      reset(stream, Http3ErrorCode.H3_MESSAGE_ERROR);
      return;
    }
    if (!service.begin(() -> answer(stream, request))) {
      refuse(stream, Http3Response.text(503, "too many requests at work\n"));
    }
  }

  @Override
  protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
    if (body == null) {
      frame.release();
    } else {
      body.add(frame.content());
    }
  }

  @Override
  protected void channelInputClosed(ChannelHandlerContext ctx) {
    inputEnded = true;
    if (aborted) {
      ctx.close();
    }
    if (body != null) {
      body.end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (body != null) {
      body.fail(new IOException("the client gave the request up"));
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    LOG.debug("request over peer={} cause={}", connection.remoteAddress(), failure.toString());
    if (body != null) {
      body.fail(new IOException("the client gave the request up", failure));
    }
    if (failure instanceof Http3Exception malformed) {
      reset((QuicStreamChannel) ctx.channel(), malformed.errorCode());
    } else {
      ctx.close();
    }
  }

  private Http3Request request(Http3Headers headers, InboundBody inbound) {
    CharSequence method = headers.method();
    CharSequence path = headers.path();
    if (method == null || path == null || path.isEmpty()) {
      throw new IllegalArgumentException("a request has :method and :path");
    }
    CharSequence authority = headers.authority();
    return new Http3Request(
        method.toString(),
        path.toString(),
        authority == null ? "" : authority.toString(),
        Fields.of(headers),
        inbound,
        connection);
  }

  /** On the handler's thread. */
  private void answer(QuicStreamChannel stream, Http3Request request) {
    var out = new OutboundBody(stream, service.limits().stallTimeout());
    boolean begun = false;
    try {
      Http3Response response = service.handler().handle(request);
      begun = true;
      out.head(head(response));
      if (!request.method().equals("HEAD")) {
        response.body().writeTo(out);
      }
      out.finish();
      stopReading(stream);
    } catch (BodyTooLongException | StalledException e) {
      int status = e instanceof BodyTooLongException ? 413 : 408;
      fail(stream, begun, Http3Response.text(status, e.getMessage() + "\n"));
    } catch (IOException clientGaveUp) {
      reset(stream, Http3ErrorCode.H3_REQUEST_CANCELLED);
    } catch (RuntimeException e) {
      LOG.warn("handler failed method={} path={}", request.method(), request.path(), e);
      fail(stream, begun, Http3Response.text(500, "internal error\n"));
    }
  }

  private void fail(QuicStreamChannel stream, boolean begun, Http3Response response) {
    if (begun) {
      reset(stream, Http3ErrorCode.H3_INTERNAL_ERROR);
    } else {
      refuse(stream, response);
    }
  }

  /** Answers without waiting for the peer: the response is short. */
  private static void refuse(QuicStreamChannel stream, Http3Response response) {
    var out = new ByteArrayOutputStream();
    try {
      response.body().writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    stream.write(head(response));
    stream.write(new DefaultHttp3DataFrame(Unpooled.wrappedBuffer(out.toByteArray())));
    StreamEnd.finish(stream).addListener(written -> stopReading(stream));
  }

  /**
   * The answer is complete; whatever the client still sends is not wanted (RFC 9114 section 4.1).
   */
  private static void stopReading(QuicStreamChannel stream) {
    if (!stream.isInputShutdown()) {
      stream.shutdownInput(Http3ErrorCode.H3_NO_ERROR.code());
    }
  }

  private static DefaultHttp3HeadersFrame head(Http3Response response) {
    var frame = new DefaultHttp3HeadersFrame();
    frame.headers().status(Integer.toString(response.status()));
    Fields.put(response.headers(), frame.headers());
    return frame;
  }

  private void reset(QuicStreamChannel stream, Http3ErrorCode code) {
    if (stream.eventLoop().isShuttingDown()) {
      // The server closed while the handler ran.
      return;
    }
    // Counted as if the client had reset it: it can make us (CVE-2025-8671).
    connection.requestAbandoned();
    // It closes when the client has ended its side too: Netty reads nothing more from a closed
    // stream, and QUIC would keep it for ever.
    stream.shutdown(code.code());
    stream.config().setAutoRead(true);
    stream
        .eventLoop()
        .execute(() -> {
          aborted = true;
          if (inputEnded) {
            stream.close();
          }
        });
  }
}
