package io.ghostchain.zquic.http3;

import io.ghostchain.zquic.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way to the peer, as DATA frames. Writing blocks once {@value #IN_FLIGHT_BYTES}
 * bytes wait for the peer to read. One thread writes.
 */
final class OutboundBody extends OutputStream {
  static final int IN_FLIGHT_BYTES = 256 << 10;
  private static final int FRAME_BYTES = 16 << 10;

  private final QuicStreamChannel stream;
  private final Duration stall;
  private final Semaphore room = new Semaphore(IN_FLIGHT_BYTES);
  private volatile @Nullable Throwable failure;

  OutboundBody(QuicStreamChannel stream, Duration stall) {
    this.stream = stream;
    this.stall = stall;
  }

  /** Sends the header section, before any byte of the body. */
  void head(Http3HeadersFrame frame) throws IOException {
    send(frame, 1);
  }

  /** Ends the message, and waits until all of it is on its way. */
  void finish() throws IOException {
    StreamEnd.finish(stream);
    awaitRoom(IN_FLIGHT_BYTES);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = Math.min(FRAME_BYTES, length - done);
      ByteBuf bytes = stream.alloc().directBuffer(count).writeBytes(source, from + done, count);
      send(new DefaultHttp3DataFrame(bytes), count);
      done += count;
    }
  }

  private void send(Http3RequestStreamFrame frame, int bytes) throws IOException {
    try {
      awaitRoom(bytes);
    } catch (IOException e) {
      ReferenceCountUtil.release(frame);
      throw e;
    }
    stream
        .writeAndFlush(frame)
        .addListener(written -> {
          if (!written.isSuccess()) {
            failure = written.cause();
          }
          room.release(bytes);
        });
  }

  private void awaitRoom(int bytes) throws IOException {
    try {
      if (!room.tryAcquire(bytes, stall.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StalledException("the peer read nothing within " + stall.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending a body", e);
    }
    Throwable failed = failure;
    if (stream.eventLoop().isShuttingDown()) {
      throw new IOException("the endpoint was closed");
    }
    if (failed != null) {
      throw new IOException("the peer takes no more of the body", failed);
    }
  }
}
