package io.ghostchain.zquic.http3;

import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.RequestStreams;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves an {@link Http3Handler} on a {@link io.ghostchain.zquic.QuicServer}.
 *
 * <p>What it bounds is work in progress, not open streams: a handler that still runs for a request
 * its client has given up counts until it is done (CVE-2023-44487).
 */
public final class Http3Service implements RequestStreams {
  private static final int WORKING_MAX = 1_024;

  private final Http3Handler handler;
  private final QuicConfig.Http3 limits;
  private final int workingMax;
  private final AtomicInteger working = new AtomicInteger();

  /** Serves with the limits of a configuration and at most 1,024 requests at work at once. */
  public Http3Service(Http3Handler handler, QuicConfig.Http3 limits) {
    this(handler, limits, WORKING_MAX);
  }

  /**
   * Serves.
   *
   * @param workingMax requests at work at once; further ones are answered 503
   */
  public Http3Service(Http3Handler handler, QuicConfig.Http3 limits, int workingMax) {
    this.handler = handler;
    this.limits = limits;
    this.workingMax = workingMax;
  }

  /** Requests at work at this moment, those included whose client has given up. */
  public int working() {
    return working.get();
  }

  @Override
  public void open(QuicConnection connection, QuicStreamChannel stream) {
    stream.pipeline().addLast(new RequestStream(this, connection));
  }

  QuicConfig.Http3 limits() {
    return limits;
  }

  Http3Handler handler() {
    return handler;
  }

  /** Runs work on a thread of its own; false when there is too much of it. */
  boolean begin(Runnable work) {
    if (working.incrementAndGet() > workingMax) {
      working.decrementAndGet();
      return false;
    }
    Thread.ofVirtual()
        .name("zquic-http3")
        .start(() -> {
          try {
            work.run();
          } finally {
            working.decrementAndGet();
          }
        });
    return true;
  }
}
