package io.ghostchain.zquic.grpc;

import io.grpc.Attributes;
import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Codec;
import io.grpc.Compressor;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Decompressor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call as a stub sees it: one or more attempts, one after the other, of which at most one has
 * begun to be answered.
 *
 * <p>What was sent is kept until the server begins to answer, so that an attempt the server did not
 * process can be repeated. A request of one message leaves as one write when it is half-closed. The
 * lock guards the fields named so; the listener is told on the call's executor.
 */
final class H3ClientCall<Q, R> extends ClientCall<Q, R> {
  private static final int DEFAULT_READY_BYTES = 32 * 1024;

  /** Beyond this a call is not kept for another attempt. */
  private static final int REPLAY_BYTES = 1024 * 1024;

  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private final GrpcH3Channel channel;
  private final MethodDescriptor<Q, R> method;
  private final CallOptions options;
  private final byte[] common;
  private final String authority;
  private final boolean oneRequest;
  private final boolean oneResponse;
  private final int maxInboundBytes;
  private final int maxOutboundBytes;
  private final Context context = Context.current();
  private final @Nullable Deadline deadline;
  private final Context.CancellationListener contextListener = this::contextCancelled;
  private final Inbox inbox;
  private final AtomicInteger unwritten = new AtomicInteger();
  private final int readyBytes;

  // Used by the thread that makes the call.
  private @Nullable Listener<R> listener;
  private @Nullable Compressor compressor;
  private boolean compressMessages = true;
  private boolean halfClosed;
  private boolean messageSent;
  private boolean begun;

  // Guarded by the lock on this.
  private final List<ByteBuf> kept = new ArrayList<>(1);
  private int keptBytes;
  private boolean keptLast;
  private boolean committed;
  private boolean closed;
  private @Nullable Metadata headers;
  private @Nullable ClientStream stream;

  /** Head and message of the first attempt in one buffer, and where the message begins. */
  private @Nullable ByteBuf flight;

  private int flightHeadBytes;
  private int attempts;
  private int retries;
  private boolean refusedOnce;
  private @Nullable Future<?> timer;

  private volatile boolean writable;
  private volatile Decompressor decompressor = Codec.Identity.NONE;

  H3ClientCall(GrpcH3Channel channel, MethodDescriptor<Q, R> method, CallOptions options) {
    this.channel = channel;
    this.method = method;
    this.options = options;
    String overridden = options.getAuthority();
    this.authority = overridden == null ? channel.authority() : overridden;
    this.common = channel.coding().common(method.getFullMethodName(), authority);
    this.oneRequest = method.getType().clientSendsOneMessage();
    this.oneResponse = method.getType().serverSendsOneMessage();
    Integer in = options.getMaxInboundMessageSize();
    this.maxInboundBytes = in == null ? channel.limits().maxMessageBytes() : in;
    Integer out = options.getMaxOutboundMessageSize();
    this.maxOutboundBytes = out == null ? Integer.MAX_VALUE : out;
    Integer ready = options.getOnReadyThreshold();
    this.readyBytes = ready == null ? DEFAULT_READY_BYTES : ready;
    this.deadline = earlier(options.getDeadline(), context.getDeadline());
    Executor executor = options.getExecutor();
    this.inbox = new Inbox(executor == null ? channel.executor() : executor);
  }

  @Override
  public void start(Listener<R> responses, Metadata metadata) {
    if (listener != null) {
      throw new IllegalStateException("the call was started already");
    }
    listener = responses;
    if (!channel.callStarted()) {
      close(Status.UNAVAILABLE.withDescription("the channel was shut down"), new Metadata());
      return;
    }
    if (options.getCompressor() != null) {
      Compressor named = channel.compressors().lookupCompressor(options.getCompressor());
      if (named == null) {
        close(
            Status.INTERNAL.withDescription("unknown compressor " + options.getCompressor()),
            new Metadata());
        return;
      }
      compressor = MessageCoding.isIdentity(named.getMessageEncoding()) ? null : named;
    }
    if (context.isCancelled()) {
      close(Contexts.statusFromCancelled(context), new Metadata());
      return;
    }
    if (deadline != null && deadline.isExpired()) {
      close(
          Status.DEADLINE_EXCEEDED.withDescription("the deadline passed before the call began"),
          new Metadata());
      return;
    }
    context.addListener(contextListener, Runnable::run);
    CallCredentials credentials = options.getCredentials();
    if (credentials == null) {
      headersKnown(metadata);
    } else {
      credentials.applyRequestMetadata(
          new CallInfo(), channel.executor(), new CredentialsApplier(metadata));
    }
  }

  /** The metadata is complete: the call may leave. */
  private void headersKnown(Metadata metadata) {
    boolean begin;
    synchronized (this) {
      if (closed) {
        return;
      }
      headers = metadata;
      begin = !oneRequest || keptLast;
      begun = begin;
    }
    if (begin) {
      channel.assign(this);
    }
  }

  @Override
  public void request(int numMessages) {
    if (numMessages < 0) {
      throw new IllegalArgumentException("expected 0 or more messages, got " + numMessages);
    }
    inbox.request(numMessages);
  }

  @Override
  public void sendMessage(Q message) {
    if (listener == null) {
      throw new IllegalStateException("the call was not started");
    }
    if (halfClosed) {
      throw new IllegalStateException("the call was half-closed");
    }
    if (oneRequest && messageSent) {
      throw new IllegalStateException("a second message in a call whose client sends one");
    }
    messageSent = true;
    Metadata known;
    synchronized (this) {
      if (closed) {
        return;
      }
      known = headers;
    }
    InputStream bytes = method.streamRequest(message);
    Compressor by = compressMessages ? compressor : null;
    boolean withHead = oneRequest && known != null;
    ByteBuf out = MessageCoding.allocate(channel.allocator(), bytes, withHead ? headBytes() : 0);
    int headBytes = 0;
    try {
      if (withHead && known != null) {
        writeHead(out, known, 0);
        headBytes = out.writerIndex();
      }
      MessageCoding.write(out, bytes, by);
    } catch (RuntimeException e) {
      out.release();
      cancel(Status.fromThrowable(e));
      return;
    }
    int messageBytes = out.readableBytes() - headBytes;
    if (messageBytes > maxOutboundBytes + 10L) {
      out.release();
      cancel(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "the message exceeds the limit of " + maxOutboundBytes));
      return;
    }
    synchronized (this) {
      if (closed) {
        out.release();
        return;
      }
      if (withHead) {
        flight = out;
        flightHeadBytes = headBytes;
      } else {
        send(out, false);
      }
    }
  }

  @Override
  public void halfClose() {
    if (listener == null) {
      throw new IllegalStateException("the call was not started");
    }
    if (halfClosed) {
      throw new IllegalStateException("the call was half-closed already");
    }
    halfClosed = true;
    boolean begin;
    synchronized (this) {
      if (closed) {
        return;
      }
      keptLast = true;
      begin = oneRequest && headers != null && !begun;
      begun |= begin;
      ClientStream to = stream;
      if (to != null) {
        post(to, Unpooled.EMPTY_BUFFER, true);
      }
    }
    if (begin) {
      channel.assign(this);
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    Status status = Status.CANCELLED;
    status =
        status.withDescription(
            message != null ? message : cause != null ? null : "the call was cancelled");
    cancel(cause == null ? status : status.withCause(cause));
  }

  @Override
  public boolean isReady() {
    return writable && !halfClosed && unwritten.get() < readyBytes;
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    compressMessages = enabled;
  }

  @Override
  public Attributes getAttributes() {
    ClientStream on;
    synchronized (this) {
      on = stream;
    }
    return on == null ? Attributes.EMPTY : on.connection().attributes();
  }

  @Override
  public String toString() {
    return "H3ClientCall[" + method.getFullMethodName() + "]";
  }

  boolean waitsForReady() {
    return options.isWaitForReady();
  }

  int maxMessageBytes() {
    return maxInboundBytes;
  }

  @Nullable Decompressor decompressor(String encoding) {
    return channel.decompressors().lookupDecompressor(encoding);
  }

  /** Begins an attempt on a connection. Any thread. */
  void attempt(ClientConnection connection) {
    ClientStream attempt = new ClientStream(connection, this, channel.limits());
    synchronized (this) {
      Metadata known = headers;
      if (closed || known == null) {
        return;
      }
      stream = attempt;
      attempts++;
      unwritten.set(0);
      ByteBuf whole = flight;
      if (whole != null && attempts == 1) {
        unwritten.addAndGet(whole.readableBytes());
        connection
            .queue()
            .execute(new Start(attempt, whole.retainedDuplicate(), whole.readableBytes()));
      } else {
        connection.queue().execute(attempt);
        ByteBuf head = channel.allocator().directBuffer(headBytes());
        try {
          writeHead(head, known, retries);
        } catch (RuntimeException e) {
          head.release();
          cancel(Status.INTERNAL.withDescription("the metadata cannot be sent").withCause(e));
          return;
        }
        boolean bare = whole == null && kept.isEmpty();
        post(attempt, head, keptLast && bare);
        if (whole != null) {
          ByteBuf message =
              whole.retainedSlice(flightHeadBytes, whole.writerIndex() - flightHeadBytes);
          post(attempt, message, keptLast);
        }
        for (int i = 0; i < kept.size(); i++) {
          post(attempt, kept.get(i).retainedDuplicate(), keptLast && i == kept.size() - 1);
        }
      }
    }
  }

  /** The first flight of a unary call: opens the stream and writes everything. */
  private record Start(ClientStream stream, ByteBuf bytes, int accounted) implements Runnable {
    @Override
    public void run() {
      stream.write(bytes, true, accounted);
      stream.run();
    }
  }

  /** Sends bytes on the present attempt and keeps them for another; with the lock held. */
  private void send(ByteBuf out, boolean last) {
    if (!committed) {
      keptBytes += out.readableBytes();
      if (keptBytes <= REPLAY_BYTES || stream == null) {
        kept.add(out.retainedDuplicate());
      } else {
        commit();
      }
    }
    if (stream == null) {
      // It is kept, and counts as unwritten until an attempt takes it.
      out.release();
    } else {
      post(stream, out, last);
    }
  }

  private void post(ClientStream to, ByteBuf bytes, boolean last) {
    int accounted = bytes.readableBytes();
    unwritten.addAndGet(accounted);
    to.connection().queue().execute(() -> to.write(bytes, last, accounted));
  }

  private void writeHead(ByteBuf out, Metadata known, int retries) {
    long timeout = -1;
    if (deadline != null) {
      timeout = Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS));
    }
    RequestCoding.writeHead(
        out,
        common,
        timeout,
        compressor == null ? null : compressor.getMessageEncoding(),
        retries,
        known);
  }

  private int headBytes() {
    return common.length + RequestCoding.ESTIMATE_BYTES;
  }

  // What follows is called by the present attempt, on its connection's loop.

  void streamReady(ClientStream of) {
    synchronized (this) {
      if (stream != of || closed) {
        return;
      }
    }
    writable = true;
    if (!oneRequest) {
      inbox.signalReady();
    }
  }

  void written(int bytes) {
    int before = unwritten.getAndAdd(-bytes);
    if (!oneRequest && before >= readyBytes && before - bytes < readyBytes) {
      inbox.signalReady();
    }
  }

  void answered(ClientStream of, Metadata head, Decompressor by) {
    synchronized (this) {
      if (stream != of || closed) {
        return;
      }
      commit();
    }
    decompressor = by;
    inbox.add(new ClientEvent.Head(head));
    if (!oneResponse) {
      inbox.schedule();
    }
  }

  void received(Message message) {
    inbox.add(message);
  }

  /** Whether a second message would break the method's contract. */
  boolean takesOneMessage() {
    return oneResponse;
  }

  /** Messages came; a response of one message is told with its status. */
  void receivedSome() {
    if (!oneResponse) {
      inbox.schedule();
    }
  }

  /** The server said how the call ended. */
  void ended(ClientStream of, Status status, Metadata trailers, boolean answered) {
    if (!answered && !status.isOk() && retry(of, status, trailers)) {
      return;
    }
    synchronized (this) {
      if (stream != of || closed) {
        return;
      }
      closed = true;
      dropKept();
    }
    detach();
    inbox.add(new ClientEvent.Closed(status, trailers));
    inbox.schedule();
  }

  /** The attempt failed without a word of the server. */
  void failed(ClientStream of, Status status) {
    Metadata none = new Metadata();
    if (!retry(of, status, none)) {
      Status told = status;
      if (status.getCode() == Status.Code.CANCELLED && deadline != null && deadline.isExpired()) {
        told = Status.DEADLINE_EXCEEDED.withDescription("the deadline passed");
      }
      closeIf(of, told);
    }
  }

  /** The server has not processed the attempt: another is safe whatever the method does. */
  void refused(ClientStream of, Status status) {
    boolean again;
    synchronized (this) {
      if (stream != of || closed) {
        return;
      }
      // Proposal A6, "Transparent Retries": once if the server saw it, always if it did not.
      boolean seen = of.streamId() >= 0;
      again = !committed && !(seen && refusedOnce);
      if (again) {
        refusedOnce |= seen;
        stream = null;
        writable = false;
      }
    }
    if (again) {
      channel.assign(this);
    } else if (!retry(of, status, new Metadata())) {
      closeIf(of, status);
    }
  }

  private boolean retry(ClientStream of, Status status, Metadata trailers) {
    RetryPolicy policy = channel.retryPolicy(method);
    long delay;
    synchronized (this) {
      if (stream != of
          || closed
          || committed
          || retries + 1 >= policy.maxAttempts()
          || !policy.retryableCodes().contains(status.getCode())) {
        return false;
      }
      delay = policy.backoffNanos(retries + 2, channel.random());
      String pushback = trailers.get(PUSHBACK);
      if (pushback != null) {
        try {
          delay = TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(pushback));
        } catch (NumberFormatException e) {
          return false;
        }
        if (delay < 0) {
          return false;
        }
      }
      if (deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) <= delay) {
        return false;
      }
      retries++;
      stream = null;
      writable = false;
    }
    channel.assignLater(this, delay);
    return true;
  }

  private void closeIf(ClientStream of, Status status) {
    synchronized (this) {
      if (stream != of) {
        return;
      }
    }
    close(status, new Metadata());
  }

  /** Ends the call from our side and tells the server. Any thread. */
  void cancel(Status status) {
    ClientStream on;
    synchronized (this) {
      if (closed) {
        return;
      }
      on = stream;
    }
    if (close(status, new Metadata()) && on != null) {
      on.connection().queue().execute(on::cancel);
    }
  }

  /** The deadline passed. */
  void expired() {
    boolean sent;
    synchronized (this) {
      sent = stream != null;
    }
    cancel(
        Status.DEADLINE_EXCEEDED.withDescription(
            sent
                ? "the deadline passed before the server answered"
                : "the deadline passed while waiting for a connection: " + channel.lastFailure()));
  }

  /** Makes the call end at its deadline, if it has one and nobody did so before. */
  void armDeadline(ScheduledExecutorService by) {
    if (deadline == null) {
      return;
    }
    synchronized (this) {
      if (timer == null && !closed) {
        long left = Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS));
        timer = by.schedule(this::expired, left, TimeUnit.NANOSECONDS);
      }
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends the call at once. True if it had not ended before. */
  boolean close(Status status, Metadata trailers) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
      dropKept();
    }
    detach();
    inbox.finish(new ClientEvent.Closed(status, trailers));
    return true;
  }

  private void detach() {
    Future<?> armed;
    synchronized (this) {
      armed = timer;
      timer = null;
    }
    if (armed != null) {
      armed.cancel(false);
    }
    context.removeListener(contextListener);
    channel.callEnded();
  }

  private void contextCancelled(Context cancelled) {
    cancel(Contexts.statusFromCancelled(cancelled));
  }

  /** The server began to answer: no other attempt will follow; with the lock held. */
  private void commit() {
    committed = true;
    dropKept();
  }

  private void dropKept() {
    for (ByteBuf one : kept) {
      one.release();
    }
    kept.clear();
    if (flight != null) {
      flight.release();
      flight = null;
    }
  }

  private static @Nullable Deadline earlier(@Nullable Deadline a, @Nullable Deadline b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.minimum(b);
  }

  private final class Inbox extends CallInbox<ClientEvent> {
    Inbox(Executor executor) {
      super(executor, oneResponse);
    }

    @Override
    void deliver(Message message) {
      Listener<R> to = listener;
      if (to != null) {
        to.onMessage(
            MessageCoding.parse(
                method.getResponseMarshaller(), message, decompressor, maxInboundBytes));
      }
    }

    @Override
    void deliver(ClientEvent event) {
      Listener<R> to = listener;
      if (to != null) {
        switch (event) {
          case ClientEvent.Head(var metadata) -> to.onHeaders(metadata);
          case ClientEvent.Closed(var status, var trailers) -> to.onClose(status, trailers);
        }
      }
    }

    @Override
    boolean isLast(ClientEvent event) {
      return event instanceof ClientEvent.Closed;
    }

    @Override
    void deliverReady() {
      if (listener != null && isReady()) {
        listener.onReady();
      }
    }

    @Override
    Context context() {
      return context;
    }

    @Override
    void listenerFailed(Throwable cause) {
      Status status = Status.fromThrowable(cause);
      if (status.getCode() == Status.Code.UNKNOWN) {
        status = Status.CANCELLED.withDescription("the listener failed").withCause(cause);
      }
      cancel(status);
      // The server may have ended the call before; the listener has not heard of it.
      finish(new ClientEvent.Closed(status, new Metadata()));
    }

    @Override
    void executorGone() {
      cancel(Status.CANCELLED.withDescription("the call's executor takes no more work"));
    }

    @Override
    void wantResume() {
      ClientStream on;
      synchronized (H3ClientCall.this) {
        on = stream;
      }
      if (on != null) {
        on.connection().queue().execute(this::resumeIfLow);
      }
    }

    @Override
    void setReading(boolean reading) {
      ClientStream on;
      synchronized (H3ClientCall.this) {
        on = stream;
      }
      if (on != null) {
        on.setReading(reading);
      }
    }
  }

  private final class CallInfo extends CallCredentials.RequestInfo {
    @Override
    public MethodDescriptor<?, ?> getMethodDescriptor() {
      return method;
    }

    @Override
    public CallOptions getCallOptions() {
      return options;
    }

    @Override
    public SecurityLevel getSecurityLevel() {
      return SecurityLevel.PRIVACY_AND_INTEGRITY;
    }

    @Override
    public String getAuthority() {
      return authority;
    }

    @Override
    public Attributes getTransportAttrs() {
      return Attributes.EMPTY;
    }
  }

  private final class CredentialsApplier extends CallCredentials.MetadataApplier {
    private final Metadata metadata;

    CredentialsApplier(Metadata metadata) {
      this.metadata = metadata;
    }

    @Override
    public void apply(Metadata more) {
      metadata.merge(more);
      headersKnown(metadata);
    }

    @Override
    public void fail(Status status) {
      cancel(status);
    }
  }
}
