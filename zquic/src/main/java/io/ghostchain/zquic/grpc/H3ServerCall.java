package io.ghostchain.zquic.grpc;

import io.grpc.Attributes;
import io.grpc.Compressor;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Decompressor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call as a service sees it.
 *
 * <p>A response of one message waits for {@link #close} and then leaves as one write: head,
 * message, trailers and the end of the stream. The service's side ({@code sendX}, {@code close}) is
 * used by one thread at a time, as {@code io.grpc} demands; {@link #inbox} says what the loop does.
 */
final class H3ServerCall<Q, R> extends ServerCall<Q, R> {
  private static final int DEFAULT_READY_BYTES = 32 * 1024;

  private final ServerStream stream;
  private final ServerConnection connection;
  private final ServerMethodDefinition<Q, R> definition;
  private final MethodDescriptor<Q, R> method;
  private final Head head;
  private final Decompressor decompressor;
  private final Context.CancellableContext context;
  private final Inbox inbox;

  /** Bytes given to the loop and not yet taken by QUIC. */
  private final AtomicInteger unwritten = new AtomicInteger();

  private volatile boolean cancelled;
  private volatile boolean headSent;
  private volatile boolean closed;
  private volatile int readyBytes = DEFAULT_READY_BYTES;

  private @Nullable Listener<Q> listener;
  private @Nullable ByteBuf flight;
  private @Nullable Compressor compressor;
  private boolean compressMessages = true;
  private boolean messageSent;

  /** Whether we ended the call since a message was bad; the service hears only of the end. */
  private boolean rejected;

  H3ServerCall(
      ServerStream stream,
      ServerConnection connection,
      ServerMethodDefinition<Q, R> definition,
      Head head,
      OptionalLong timeoutNanos,
      Decompressor decompressor) {
    this.stream = stream;
    this.connection = connection;
    this.definition = definition;
    this.method = definition.getMethodDescriptor();
    this.head = head;
    this.decompressor = decompressor;
    Context base = connection.context();
    if (timeoutNanos.isPresent()) {
      Context.CancellableContext timed =
          base.withDeadline(
              Deadline.after(timeoutNanos.getAsLong(), TimeUnit.NANOSECONDS),
              connection.queue().loop());
      timed.addListener(this::contextCancelled, Runnable::run);
      this.context = timed;
    } else {
      this.context = base.withCancellation();
    }
    this.inbox = new Inbox();
  }

  CallInbox<ServerEvent> inbox() {
    return inbox;
  }

  @Override
  public void request(int numMessages) {
    inbox.request(numMessages);
  }

  @Override
  public void sendHeaders(Metadata headers) {
    if (headSent) {
      throw new IllegalStateException("the headers were sent already");
    }
    if (closed) {
      throw new IllegalStateException("the call is closed");
    }
    headSent = true;
    if (cancelled) {
      return;
    }
    ByteBuf out = stream.channel().alloc().directBuffer(estimate());
    try {
      ResponseCoding.writeHead(
          out, headers, compressor == null ? null : compressor.getMessageEncoding());
    } catch (RuntimeException e) {
      out.release();
      throw e;
    }
    if (method.getType().serverSendsOneMessage()) {
      flight = out;
    } else {
      write(out, false);
    }
  }

  @Override
  public void sendMessage(R message) {
    if (!headSent) {
      throw new IllegalStateException("the headers were not sent");
    }
    if (closed) {
      throw new IllegalStateException("the call is closed");
    }
    boolean single = method.getType().serverSendsOneMessage();
    if (single && messageSent) {
      throw Status.INTERNAL
          .withDescription("a second message in a call whose server sends one")
          .asRuntimeException();
    }
    messageSent = true;
    if (cancelled) {
      return;
    }
    Compressor by = compressMessages ? compressor : null;
    InputStream bytes = method.streamResponse(message);
    ByteBuf started = flight;
    if (started != null) {
      MessageCoding.reserve(started, bytes, ResponseCoding.TRAILERS_ESTIMATE_BYTES);
      MessageCoding.write(started, bytes, by);
      return;
    }
    ByteBuf out = MessageCoding.allocate(stream.channel().alloc(), bytes, 0);
    try {
      MessageCoding.write(out, bytes, by);
    } catch (RuntimeException e) {
      out.release();
      throw e;
    }
    write(out, false);
  }

  @Override
  public void close(Status status, Metadata trailers) {
    if (closed) {
      throw new IllegalStateException("the call is closed already");
    }
    closed = true;
    ByteBuf out = flight;
    flight = null;
    if (cancelled) {
      release(out);
      return;
    }
    Status told = status;
    if (status.isOk() && method.getType().serverSendsOneMessage() && !messageSent) {
      told = Status.INTERNAL.withDescription("the service closed without a response message");
    }
    if (out != null && !told.isOk()) {
      // The message, if any, must not arrive: an error has none.
      out.release();
      out = null;
      headSent = false;
    }
    if (out == null) {
      out = stream.channel().alloc().directBuffer(ResponseCoding.HEAD_ESTIMATE_BYTES);
    }
    int start = out.writerIndex();
    try {
      writeEnd(out, told, trailers);
    } catch (IllegalArgumentException e) {
      out.writerIndex(start);
      writeEnd(
          out,
          Status.RESOURCE_EXHAUSTED.withDescription("the trailers are too large to send"),
          new Metadata());
    }
    write(out, true);
  }

  private void writeEnd(ByteBuf out, Status status, Metadata trailers) {
    if (headSent) {
      ResponseCoding.writeTrailers(out, status, trailers);
    } else {
      ResponseCoding.writeTrailersOnly(out, "200", status, trailers);
    }
  }

  private void write(ByteBuf out, boolean last) {
    int bytes = out.readableBytes();
    unwritten.addAndGet(bytes);
    connection.queue().execute(() -> stream.write(out, last, bytes));
  }

  @Override
  public boolean isReady() {
    return !closed && !cancelled && unwritten.get() < readyBytes;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    compressMessages = enabled;
  }

  @Override
  public void setCompression(String name) {
    if (headSent) {
      throw new IllegalStateException("the headers were sent already");
    }
    Compressor named = connection.config().compressors().lookupCompressor(name);
    if (named == null) {
      throw new IllegalArgumentException("unknown compressor " + name);
    }
    compressor = MessageCoding.isIdentity(name) || !accepted(name) ? null : named;
  }

  /** Whether the client said that it can decompress this. */
  private boolean accepted(String encoding) {
    String accepted = head.acceptEncoding;
    if (accepted == null) {
      return false;
    }
    for (String one : accepted.split(",", -1)) {
      if (one.strip().equals(encoding)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void setOnReadyThreshold(int numBytes) {
    super.setOnReadyThreshold(numBytes);
    readyBytes = numBytes;
  }

  @Override
  public SecurityLevel getSecurityLevel() {
    return SecurityLevel.PRIVACY_AND_INTEGRITY;
  }

  @Override
  public Attributes getAttributes() {
    return connection.attributes();
  }

  @Override
  public @Nullable String getAuthority() {
    return head.authority;
  }

  @Override
  public MethodDescriptor<Q, R> getMethodDescriptor() {
    return method;
  }

  /** QUIC took {@code bytes}; on the loop. */
  void written(int bytes) {
    int before = unwritten.getAndAdd(-bytes);
    if (!closed && before >= readyBytes && before - bytes < readyBytes) {
      inbox.signalReady();
    }
  }

  /** The whole response was written; on the loop. */
  void completed() {
    if (!cancelled) {
      inbox.finish(ServerEvent.COMPLETE);
    }
  }

  /** The call ended from below; on the loop. */
  void cancelled(String reason) {
    if (!cancelled) {
      cancelled = true;
      context.cancel(Status.CANCELLED.withDescription(reason).asRuntimeException());
      inbox.finish(ServerEvent.CANCEL);
    }
  }

  /** As {@link #cancelled}, when the stream itself tells the client. True if the head was sent. */
  boolean cancelFromTransport() {
    boolean sent = headSent && !method.getType().serverSendsOneMessage();
    cancelled("the call failed in the transport");
    return sent;
  }

  private void contextCancelled(Context of) {
    if (of.cancellationCause() instanceof TimeoutException) {
      connection
          .queue()
          .execute(() ->
              // As proposal G2 says; the client's own clock tells its caller.
              stream.abort(H3Exception.REQUEST_CANCELLED, "the deadline passed"));
    }
  }

  private void failed(Throwable cause) {
    connection.log().warn("a service threw: method={}", method.getFullMethodName(), cause);
    closeFailed(Status.UNKNOWN);
  }

  /** Ends the call for the service, which may have closed it already. */
  private void closeFailed(Status status) {
    if (!closed) {
      close(status, new Metadata());
    } else if (!cancelled) {
      connection
          .queue()
          .execute(() -> stream.abort(H3Exception.INTERNAL_ERROR, "the service failed"));
    }
  }

  private int estimate() {
    return method.getType().serverSendsOneMessage()
        ? 2 * ResponseCoding.HEAD_ESTIMATE_BYTES + 160
        : ResponseCoding.HEAD_ESTIMATE_BYTES;
  }

  private static void release(@Nullable ByteBuf buf) {
    if (buf != null) {
      buf.release();
    }
  }

  private final class Inbox extends CallInbox<ServerEvent> {
    Inbox() {
      super(
          connection.config().executorFor(H3ServerCall.this, head.metadata),
          method.getType().clientSendsOneMessage());
    }

    @Override
    void deliver(Message message) {
      Listener<Q> to = listener;
      if (to == null || closed) {
        return;
      }
      Q parsed;
      try {
        parsed =
            MessageCoding.parse(
                method.getRequestMarshaller(),
                message,
                decompressor,
                connection.config().maxMessageBytes());
      } catch (RuntimeException e) {
        Status status = Status.fromThrowable(e);
        rejected = true;
        boolean ours = status.getCode() == Status.Code.RESOURCE_EXHAUSTED;
        closeFailed(
            ours ? status : Status.INTERNAL.withDescription("the request message is malformed"));
        return;
      }
      to.onMessage(parsed);
    }

    @Override
    void deliver(ServerEvent event) {
      if (event == ServerEvent.START) {
        listener = definition.getServerCallHandler().startCall(H3ServerCall.this, head.metadata);
        listener.onReady();
        return;
      }
      Listener<Q> to = listener;
      try {
        if (to != null) {
          switch (event) {
            case HALF_CLOSE -> {
              if (!rejected) {
                to.onHalfClose();
              }
            }
            case COMPLETE -> to.onComplete();
            case CANCEL -> to.onCancel();
            case START -> throw new AssertionError("a call starts once");
          }
        }
      } finally {
        if (isLast(event)) {
          ended();
        }
      }
    }

    @Override
    boolean isLast(ServerEvent event) {
      return event == ServerEvent.COMPLETE || event == ServerEvent.CANCEL;
    }

    @Override
    void deliverReady() {
      if (listener != null) {
        listener.onReady();
      }
    }

    @Override
    Context context() {
      return context;
    }

    @Override
    void listenerFailed(Throwable cause) {
      failed(cause);
    }

    @Override
    void executorGone() {
      ended();
      connection
          .queue()
          .execute(() -> stream.abort(H3Exception.REQUEST_REJECTED, "the executor is gone"));
    }

    @Override
    void wantResume() {
      connection.queue().execute(this::resumeIfLow);
    }

    @Override
    void setReading(boolean reading) {
      stream.setReading(reading);
    }

    /** The service has been told the end: its work no longer counts. */
    private void ended() {
      release(flight);
      flight = null;
      context.cancel(null);
      connection.callEnded();
    }
  }
}
