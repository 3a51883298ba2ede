package io.ghostchain.zquic.grpc;

import io.grpc.Codec;
import io.grpc.Decompressor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request stream of a server: reads the request, finds the method, and carries the call's
 * bytes.
 *
 * <p>Bad requests are answered here and reach no service. A request of one message is handed over
 * when it is whole, so it costs one hop between threads. Owned by the connection's event loop.
 */
final class ServerStream extends ChannelInboundHandlerAdapter implements RequestStreamReader.Sink {
  private enum State {
    /** The request's head has not come. */
    HEAD,
    /** The call is open. */
    OPEN,
    /** The response has ended, or the stream was aborted; what still comes is dropped. */
    DONE
  }

  /**
   * A reserved frame without content (RFC 9114 section 7.2.8), which clients ignore: type 0x40,
   * length 0.
   */
  private static final byte[] PROBE = {0x40, 0x40, 0};

  private static final long FIRST_PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PROBE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ServerConnection connection;
  private final RequestStreamReader reader;
  private @Nullable MessageReader messages;
  private @Nullable H3ServerCall<?, ?> call;
  private @Nullable ChannelHandlerContext ctx;
  private @Nullable StreamReading reading;
  private State state = State.HEAD;
  private boolean oneMessage;
  private boolean messageAdded;
  private int received;
  private boolean inputEnded;
  private boolean aborted;
  private int unfinishedWrites;
  private long probePauseNanos = FIRST_PROBE_NANOS;
  private long nextProbeNanos = System.nanoTime() + FIRST_PROBE_NANOS;

  ServerStream(ServerConnection connection) {
    this.connection = connection;
    // Literals and Huffman codes: no section within the limit is longer on the wire than twice it.
    this.reader = new RequestStreamReader(2 * connection.config().maxMetadataBytes(), this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    reading = new StreamReading(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object msg) {
    ByteBuf in = (ByteBuf) msg;
    connection.queue().begin();
    try {
      Objects.requireNonNull(reading).received(in.readableBytes());
      if (state != State.DONE) {
        reader.read(in);
      }
    } catch (H3Exception e) {
      broken(e);
    } finally {
      in.release();
      if (messageAdded && !oneMessage && call != null) {
        messageAdded = false;
        call.inbox().schedule();
      }
      connection.queue().end();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    Objects.requireNonNull(reading).complete();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownReadComplete.INSTANCE && !inputEnded) {
      inputEnded = true;
      connection.queue().begin();
      try {
        requestEnded();
      } catch (H3Exception e) {
        broken(e);
      } finally {
        connection.queue().end();
      }
      if (aborted) {
        context.close();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.queue().begin();
    try {
      inputEnded = true;
      if (cause instanceof QuicStreamResetException) {
        abort(H3Exception.REQUEST_CANCELLED, "the client cancelled");
      } else {
        connection.log().debug("stream failed", cause);
        abort(H3Exception.INTERNAL_ERROR, "the stream failed");
      }
    } finally {
      connection.queue().end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (state != State.DONE) {
      lost("the connection was lost");
    }
    reader.close();
    connection.closed(this);
  }

  /**
   * Finds out whether the client still wants the answer, at ever longer intervals.
   *
   * <p>A client that cancels after its last message can only send STOP_SENDING, of which Netty
   * tells nothing. But a write to such a stream is never taken, though the window is open; so where
   * nothing else is being written we write something that means nothing.
   */
  void look(long nowNanos) {
    if (state == State.OPEN
        && inputEnded
        && unfinishedWrites == 0
        && nowNanos - nextProbeNanos >= 0) {
      probePauseNanos = Math.min(2 * probePauseNanos, LONGEST_PROBE_NANOS);
      nextProbeNanos = nowNanos + probePauseNanos;
      write(channel().alloc().directBuffer(PROBE.length).writeBytes(PROBE), false, 0);
    }
    if (unfinishedWrites > 0 && channel().bytesBeforeUnwritable() > 0) {
      abort(H3Exception.REQUEST_CANCELLED, "the client cancelled");
    }
  }

  @Override
  public void fields(ByteBuf section) throws H3Exception {
    if (state != State.HEAD) {
      // A client's trailers: gRPC has none, HTTP/3 allows them.
      return;
    }
    int length = section.readableBytes();
    Head head = connection.heads().read(section);
    if (head == null) {
      fieldsTooLarge(length);
    } else {
      begin(head);
    }
  }

  @Override
  public void fieldsTooLarge(long length) {
    if (state == State.HEAD) {
      reject(
          "431",
          Status.RESOURCE_EXHAUSTED.withDescription(
              "metadata exceeds the limit of " + connection.config().maxMetadataBytes()));
    }
  }

  @Override
  public void content(ByteBuf in, int length) {
    MessageReader to = messages;
    if (state != State.OPEN || to == null) {
      in.skipBytes(length);
      return;
    }
    int end = in.readerIndex() + length;
    Status status = to.read(in, length);
    if (status.isOk() && received > 1 && oneMessage) {
      status = Status.INTERNAL.withDescription("more than one message in a unary request");
    }
    if (!status.isOk()) {
      in.readerIndex(end);
      fail(status);
    }
  }

  private void begin(Head head) throws H3Exception {
    String method = head.method;
    String path = head.path;
    if (method == null || path == null || head.scheme == null || head.status != null) {
      throw H3Exception.stream(
          H3Exception.MESSAGE_ERROR, "a request needs :method, :scheme and :path");
    }
    if (!method.equals("POST")) {
      reject("405", Status.INTERNAL.withDescription("expected the method POST, got another"));
      return;
    }
    if (!isGrpc(head.contentType)) {
      reject("415", Status.INTERNAL.withDescription("expected the content-type application/grpc"));
      return;
    }
    if (head.malformedMetadata) {
      reject("200", Status.INTERNAL.withDescription("a -bin field that is not base64"));
      return;
    }
    if (!path.startsWith("/")) {
      reject("404", Status.UNIMPLEMENTED.withDescription("expected a path that starts with /"));
      return;
    }
    OptionalLong timeoutNanos = OptionalLong.empty();
    if (head.timeout != null) {
      timeoutNanos = GrpcTimeout.parse(head.timeout);
      if (timeoutNanos.isEmpty()) {
        reject("200", Status.INTERNAL.withDescription("malformed grpc-timeout"));
        return;
      }
    }
    Decompressor decompressor = Codec.Identity.NONE;
    if (head.encoding != null && !head.encoding.equals("identity")) {
      decompressor = connection.config().decompressors().lookupDecompressor(head.encoding);
      if (decompressor == null) {
        reject("200", Status.UNIMPLEMENTED.withDescription("unknown grpc-encoding; gzip is known"));
        return;
      }
    }
    String name = path.substring(1);
    ServerMethodDefinition<?, ?> definition = connection.config().lookup(name, head.authority);
    if (definition == null) {
      reject("200", Status.UNIMPLEMENTED.withDescription("unknown method " + name));
      return;
    }
    if (!connection.admit()) {
      state = State.DONE;
      abortStream(H3Exception.REQUEST_REJECTED);
      return;
    }
    open(definition, head, timeoutNanos, decompressor);
  }

  private <Q, R> void open(
      ServerMethodDefinition<Q, R> definition,
      Head head,
      OptionalLong timeoutNanos,
      Decompressor decompressor) {
    state = State.OPEN;
    MethodDescriptor<Q, R> method = definition.getMethodDescriptor();
    oneMessage = method.getType().clientSendsOneMessage();
    H3ServerCall<Q, R> opened =
        new H3ServerCall<>(this, connection, definition, head, timeoutNanos, decompressor);
    call = opened;
    messages =
        new MessageReader(
            connection.config().maxMessageBytes(),
            message -> {
              messageAdded = true;
              received++;
              opened.inbox().add(message);
            });
    opened.inbox().add(ServerEvent.START);
    if (!oneMessage) {
      opened.inbox().schedule();
    }
  }

  private void requestEnded() throws H3Exception {
    if (state == State.DONE) {
      return;
    }
    reader.end();
    if (state == State.HEAD) {
      throw H3Exception.stream(
          H3Exception.REQUEST_INCOMPLETE, "the stream ended before a request came");
    }
    if (messages != null && messages.isInsideMessage()) {
      fail(Status.INTERNAL.withDescription("the request ended in the middle of a message"));
      return;
    }
    if (call != null) {
      call.inbox().add(ServerEvent.HALF_CLOSE);
      call.inbox().schedule();
    }
  }

  /** Ends a call from below, with a status for the client. */
  void fail(Status status) {
    H3ServerCall<?, ?> failed = call;
    if (state == State.OPEN && failed != null) {
      boolean headSent = failed.cancelFromTransport();
      respond("200", status, headSent);
    }
  }

  /** Answers a request that opens no call. */
  private void reject(String httpStatus, Status status) {
    respond(httpStatus, status, false);
  }

  private void respond(String httpStatus, Status status, boolean headSent) {
    ByteBuf out = channel().alloc().directBuffer(ResponseCoding.HEAD_ESTIMATE_BYTES);
    if (headSent) {
      ResponseCoding.writeTrailers(out, status, new Metadata());
    } else {
      ResponseCoding.writeTrailersOnly(out, httpStatus, status, new Metadata());
    }
    write(out, true, 0);
  }

  /**
   * Writes bytes of the response; on the loop.
   *
   * @param accounted how many bytes the call counts as not yet written
   */
  void write(ByteBuf out, boolean last, int accounted) {
    ChannelHandlerContext context = ctx;
    if (state == State.DONE || context == null) {
      out.release();
      return;
    }
    ChannelFuture written;
    if (last) {
      state = State.DONE;
      written = context.write(new DefaultQuicStreamFrame(out, true));
    } else {
      written = context.write(out);
    }
    if (written.isDone()) {
      written(written, last, accounted);
    } else {
      unfinishedWrites++;
      written.addListener(done -> {
        unfinishedWrites--;
        written((ChannelFuture) done, last, accounted);
      });
    }
  }

  private void written(ChannelFuture future, boolean last, int accounted) {
    H3ServerCall<?, ?> of = call;
    if (future.isSuccess()) {
      if (of != null) {
        of.written(accounted);
      }
      if (last) {
        reader.close();
        if (of != null) {
          of.completed();
        }
        if (!inputEnded) {
          // RFC 9114 section 4.1: the response does not depend on what the client still sends.
          channel().shutdownInput(H3Exception.NO_ERROR);
          setReading(true);
        }
      }
    } else if (of != null) {
      // The client stopped reading, or the connection is gone.
      lost("the response cannot be sent");
      abortStream(H3Exception.REQUEST_CANCELLED);
    }
  }

  /** Ends the call and the stream with an HTTP/3 error code; on the loop. */
  void abort(int code, String reason) {
    lost(reason);
    abortStream(code);
  }

  void setReading(boolean wanted) {
    Objects.requireNonNull(reading).set(wanted);
  }

  QuicStreamChannel channel() {
    ChannelHandlerContext context = ctx;
    if (context == null) {
      throw new IllegalStateException("not in a pipeline");
    }
    return (QuicStreamChannel) context.channel();
  }

  private void broken(H3Exception e) {
    connection.log().debug("a client broke HTTP/3: {}", e.reason());
    lost("the request is malformed");
    if (e.endsConnection()) {
      connection.close(e.code(), e.reason());
    } else {
      abortStream(e.code());
    }
  }

  private void lost(String reason) {
    state = State.DONE;
    reader.close();
    if (call != null) {
      call.cancelled(reason);
    }
  }

  /**
   * Aborts what is still open of the stream, and closes it when the client has ended its side too:
   * before that Netty would read no more from it, and QUIC would keep it for ever.
   */
  private void abortStream(int code) {
    QuicStreamChannel channel = channel();
    if (channel.isActive()) {
      aborted = true;
      if (!channel.isOutputShutdown()) {
        channel.shutdownOutput(code);
      }
      if (inputEnded) {
        channel.close();
      } else {
        channel.shutdownInput(code);
        setReading(true);
      }
    }
  }

  private static boolean isGrpc(@Nullable String contentType) {
    if (contentType == null || !contentType.startsWith(ResponseCoding.CONTENT_TYPE)) {
      return false;
    }
    int end = ResponseCoding.CONTENT_TYPE.length();
    return contentType.length() == end
        || contentType.charAt(end) == '+'
        || contentType.charAt(end) == ';';
  }
}
