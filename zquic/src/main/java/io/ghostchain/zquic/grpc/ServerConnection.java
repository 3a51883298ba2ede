package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.QuicConnection;
import io.grpc.Attributes;
import io.grpc.Context;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection to a server.
 *
 * <p>Counts calls until their service has been told the end, not until their stream is gone, so a
 * client that resets streams as fast as it opens them waits for the work it caused
 * (CVE-2023-44487). Owned by the connection's event loop, but for {@link #callEnded} and {@link
 * #closeNow}.
 */
final class ServerConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

  private static final long WATCH_MILLIS = 100;

  private final ServerConfig config;
  private final QuicConnection quic;
  private final Attributes attributes;
  private final Context context;
  private final LoopQueue queue;
  private final AtomicInteger working = new AtomicInteger();
  private final Set<ServerStream> open = new LinkedHashSet<>();
  private final HeadCache heads;
  private boolean watching;

  ServerConnection(
      ServerConfig config, QuicConnection quic, Attributes attributes, Context context) {
    this.config = config;
    this.heads = new HeadCache(config.maxMetadataBytes());
    this.quic = quic;
    this.attributes = attributes;
    this.context = context;
    this.queue = new LoopQueue(quic.channel().eventLoop());
  }

  /** Takes a stream that the client opened. */
  void opened(QuicStreamChannel stream) {
    ServerStream request = new ServerStream(this);
    open.add(request);
    stream.pipeline().addLast(request);
    watch();
  }

  void closed(ServerStream stream) {
    open.remove(stream);
  }

  /** Looks at the open streams now and then, as long as there are any. */
  private void watch() {
    if (!watching && !open.isEmpty()) {
      watching = true;
      queue.loop().schedule(this::look, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    watching = false;
    long now = System.nanoTime();
    queue.begin();
    for (ServerStream stream : List.copyOf(open)) {
      stream.look(now);
    }
    queue.end();
    watch();
  }

  /** Whether one more call may start. */
  boolean admit() {
    if (working.incrementAndGet() > config.maxCallsPerConnection()) {
      working.decrementAndGet();
      return false;
    }
    return true;
  }

  /** A call's service was told the end. Any thread. */
  void callEnded() {
    working.decrementAndGet();
  }

  /** Ends the connection and all its calls. */
  void close(int code, String reason) {
    quic.close(code, reason);
  }

  /** Ends the connection and all its calls, as the server ends. Any thread. */
  void closeNow() {
    try {
      queue.execute(() -> quic.close(H3Exception.NO_ERROR, "the server is closing"));
    } catch (RejectedExecutionException ended) {
      // The loop is gone since the server was told to end, and the connection with it.
    }
  }

  ServerConfig config() {
    return config;
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

  Context context() {
    return context;
  }

  Logger log() {
    return LOG;
  }
}
