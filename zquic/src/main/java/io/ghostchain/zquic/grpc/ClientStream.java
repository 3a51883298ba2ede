package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.StreamEnd;
import io.grpc.Codec;
import io.grpc.Decompressor;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a client's call: an HTTP/3 request stream, or the wait for one.
 *
 * <p>As a {@code Runnable} it is the request to its connection's loop to open the stream. Owned by
 * that loop.
 */
final class ClientStream extends ChannelInboundHandlerAdapter
    implements RequestStreamReader.Sink, Runnable {
  private enum State {
    /** No stream yet, so the server knows nothing of the call. */
    WAITING,
    /** The request is on its way. */
    SENT,
    /** The response began. */
    ANSWERED,
    /** The attempt is over; what still comes is dropped. */
    DONE
  }

  private record Write(ByteBuf bytes, boolean last, int accounted) {}

  private final ClientConnection connection;
  private final H3ClientCall<?, ?> call;
  private final RequestStreamReader reader;
  private final MessageReader messages;
  private final Queue<Write> unsent = new ArrayDeque<>(2);
  private @Nullable ChannelHandlerContext ctx;
  private @Nullable StreamReading reading;
  private State state = State.WAITING;
  private boolean messageAdded;
  private int received;
  private boolean inputEnded;
  private boolean outputEnded;
  private boolean outputReset;

  ClientStream(ClientConnection connection, H3ClientCall<?, ?> call, ClientLimits limits) {
    this.connection = connection;
    this.call = call;
    this.reader = new RequestStreamReader(2 * limits.maxMetadataBytes(), this);
    this.messages =
        new MessageReader(
            call.maxMessageBytes(),
            message -> {
              messageAdded = true;
              received++;
              call.received(message);
            });
    this.maxMetadataBytes = limits.maxMetadataBytes();
  }

  private final int maxMetadataBytes;

  ClientConnection connection() {
    return connection;
  }

  @Override
  public void run() {
    if (state == State.WAITING) {
      call.armDeadline(connection.queue().loop());
      connection.open(this);
    }
  }

  /** Whether nobody wants this stream any more. */
  boolean isDone() {
    return state == State.DONE;
  }

  /** The stream is there: sends what waits. */
  void opened(QuicStreamChannel stream) {
    if (state == State.DONE) {
      release(H3Exception.REQUEST_CANCELLED);
      return;
    }
    state = State.SENT;
    call.streamReady(this);
    for (Write write = unsent.poll(); write != null; write = unsent.poll()) {
      send(write.bytes, write.last, write.accounted);
    }
  }

  /** Sends bytes of the request, or keeps them until the stream is there. */
  void write(ByteBuf bytes, boolean last, int accounted) {
    switch (state) {
      case WAITING -> unsent.add(new Write(bytes, last, accounted));
      case SENT, ANSWERED -> send(bytes, last, accounted);
      case DONE -> bytes.release();
    }
  }

  private void send(ByteBuf bytes, boolean last, int accounted) {
    ChannelHandlerContext context = ctx;
    if (state == State.DONE || context == null || outputEnded) {
      bytes.release();
      return;
    }
    outputEnded = last;
    ChannelFuture written =
        context.write(
            last
                ? new DefaultQuicStreamFrame(StreamEnd.lastBytes(context.alloc(), bytes), true)
                : bytes);
    if (written.isDone()) {
      sent(written, accounted);
    } else {
      written.addListener(done -> sent((ChannelFuture) done, accounted));
    }
  }

  private void sent(ChannelFuture future, int accounted) {
    if (state == State.DONE) {
      return;
    }
    if (future.isSuccess()) {
      call.written(accounted);
    } else {
      // The server stopped reading: its answer, or the stream's end, follows.
      outputEnded = true;
    }
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
      if (messageAdded) {
        messageAdded = false;
        if (state != State.DONE) {
          call.receivedSome();
        }
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
        if (state != State.DONE) {
          reader.end();
          end(
              Status.INTERNAL.withDescription("the server ended the stream without a status"),
              new Metadata());
        }
        closeIfReset();
      } catch (H3Exception e) {
        broken(e);
      } finally {
        connection.queue().end();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.queue().begin();
    try {
      inputEnded = true;
      if (state != State.DONE) {
        if (cause instanceof QuicStreamResetException reset) {
          if (reset.applicationProtocolCode() == H3Exception.REQUEST_REJECTED) {
            refused(StatusCoding.ofReset(H3Exception.REQUEST_REJECTED));
          } else {
            fail(StatusCoding.ofReset(reset.applicationProtocolCode()));
          }
        } else {
          fail(Status.UNAVAILABLE.withDescription("the stream failed").withCause(cause));
        }
      }
      release(H3Exception.REQUEST_CANCELLED);
    } finally {
      connection.queue().end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    inputEnded = true;
    outputEnded = true;
    if (state != State.DONE) {
      connectionLost();
    }
    connection.streamClosed(this);
  }

  /** The connection under this attempt ended. */
  void connectionLost() {
    Status status = connection.endStatus();
    if (state == State.WAITING) {
      refused(status);
    } else {
      fail(status);
    }
  }

  long streamId() {
    ChannelHandlerContext context = ctx;
    return context == null ? -1 : ((QuicStreamChannel) context.channel()).streamId();
  }

  @Override
  public void fields(ByteBuf section) throws H3Exception {
    int length = section.readableBytes();
    Head head = connection.heads().read(section);
    if (head == null) {
      fieldsTooLarge(length);
      return;
    }
    if (head.malformedMetadata) {
      fail(Status.INTERNAL.withDescription("the server sent a -bin field that is not base64"));
      release(H3Exception.REQUEST_CANCELLED);
      return;
    }
    switch (state) {
      case SENT -> head(head);
      case ANSWERED -> trailers(head);
      case WAITING, DONE -> {}
    }
  }

  private void head(Head head) throws H3Exception {
    String status = head.status;
    if (status == null) {
      throw H3Exception.stream(H3Exception.MESSAGE_ERROR, "a response needs :status");
    }
    if (status.length() == 3 && status.charAt(0) == '1') {
      return;
    }
    if (head.grpcStatus != null) {
      trailers(head);
      return;
    }
    if (!status.equals("200")) {
      end(StatusCoding.ofHttpStatus(status), head.metadata);
      return;
    }
    if (head.contentType == null || !head.contentType.startsWith(ResponseCoding.CONTENT_TYPE)) {
      end(
          Status.UNKNOWN.withDescription(
              "expected the content-type application/grpc, got " + head.contentType),
          head.metadata);
      return;
    }
    Decompressor decompressor = Codec.Identity.NONE;
    if (head.encoding != null && !head.encoding.equals("identity")) {
      decompressor = call.decompressor(head.encoding);
      if (decompressor == null) {
        end(
            Status.INTERNAL.withDescription(
                "the server compresses with " + head.encoding + ", which we did not offer"),
            head.metadata);
        return;
      }
    }
    state = State.ANSWERED;
    call.answered(this, head.metadata, decompressor);
  }

  private void trailers(Head head) {
    String code = head.grpcStatus;
    Status status =
        code == null
            ? Status.UNKNOWN.withDescription("the server's trailers have no grpc-status")
            : StatusCoding.ofTrailers(code, head.grpcMessage);
    if (status.isOk() && messages.isInsideMessage()) {
      status = Status.INTERNAL.withDescription("the response ended in the middle of a message");
    }
    end(status, head.metadata);
  }

  @Override
  public void fieldsTooLarge(long length) {
    fail(
        Status.RESOURCE_EXHAUSTED.withDescription(
            "the server's metadata exceeds the limit of " + maxMetadataBytes));
    release(H3Exception.EXCESSIVE_LOAD);
  }

  @Override
  public void content(ByteBuf in, int length) {
    if (state != State.ANSWERED) {
      in.skipBytes(length);
      return;
    }
    int end = in.readerIndex() + length;
    Status status = messages.read(in, length);
    if (status.isOk() && received > 1 && call.takesOneMessage()) {
      status = Status.INTERNAL.withDescription("more than one message in a unary response");
    }
    if (!status.isOk()) {
      in.readerIndex(end);
      fail(status);
      release(H3Exception.REQUEST_CANCELLED);
    }
  }

  private void broken(H3Exception e) {
    fail(Status.INTERNAL.withDescription("the server broke HTTP/3: " + e.reason()));
    if (e.endsConnection()) {
      connection.close(e.code(), e.reason());
    } else {
      release(e.code());
    }
  }

  /** The server ended the call, after all messages that came. */
  private void end(Status status, Metadata trailers) {
    if (state != State.DONE) {
      boolean answered = state == State.ANSWERED;
      over();
      call.ended(this, status, trailers, answered);
      if (!outputEnded && ctx != null) {
        resetOutput(stream(ctx), H3Exception.REQUEST_CANCELLED);
        closeIfReset();
      }
    }
  }

  /** The attempt failed from below. */
  private void fail(Status status) {
    if (state != State.DONE) {
      over();
      call.failed(this, status);
    }
  }

  /** The server did nothing for this attempt. */
  void refused(Status status) {
    if (state != State.DONE) {
      over();
      call.refused(this, status);
    }
  }

  /** The call ended on our side: tells the server to stop. */
  void cancel() {
    if (state != State.DONE) {
      over();
      release(H3Exception.REQUEST_CANCELLED);
    }
  }

  /** Ends the call, whatever its retry policy says. */
  void cancelCall(Status status) {
    call.cancel(status);
    cancel();
  }

  private void over() {
    state = State.DONE;
    reader.close();
    for (Write write = unsent.poll(); write != null; write = unsent.poll()) {
      write.bytes.release();
    }
  }

  /**
   * Aborts what is still open of the stream: RFC 9114 section 4.1.1.
   *
   * <p>The stream is closed only when the server has ended its side too. Netty reads nothing from a
   * closed one, QUIC would keep it, and it would count against the server's limit for ever.
   */
  private void release(int code) {
    ChannelHandlerContext context = ctx;
    if (context != null && context.channel().isActive()) {
      QuicStreamChannel stream = stream(context);
      if (!outputEnded) {
        resetOutput(stream, code);
      }
      if (inputEnded) {
        stream.close();
      } else {
        stream.shutdownInput(code);
        setReading(true);
      }
    }
  }

  private void resetOutput(QuicStreamChannel stream, int code) {
    outputEnded = true;
    outputReset = true;
    stream.shutdownOutput(code);
  }

  private void closeIfReset() {
    // Netty closes a stream by itself when both sides were finished, not reset.
    ChannelHandlerContext context = ctx;
    if (outputReset && inputEnded && context != null) {
      context.close();
    }
  }

  void setReading(boolean wanted) {
    if (reading != null) {
      reading.set(wanted || state == State.DONE);
    }
  }

  private static QuicStreamChannel stream(ChannelHandlerContext context) {
    return (QuicStreamChannel) context.channel();
  }
}
