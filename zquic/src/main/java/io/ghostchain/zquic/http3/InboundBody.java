package io.ghostchain.zquic.http3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body that a peer sends, as a stream. The event loop puts bytes in, one other thread takes
 * them out; when it lags, reading from the network pauses and QUIC's flow control holds the peer
 * back.
 */
final class InboundBody extends InputStream {
  private static final int BUFFERED_BYTES = 64 << 10;

  private final long bytesMax;
  private final Duration stall;

  /** Guards everything below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int offset;
  private long buffered;
  private long received;
  private boolean ended;
  private boolean paused;
  private @Nullable IOException failure;
  private @Nullable QuicStreamChannel stream;

  InboundBody(long bytesMax, Duration stall) {
    this.bytesMax = bytesMax;
    this.stall = stall;
  }

  /** The stream that brings the body. On the event loop, before anything else. */
  void attach(QuicStreamChannel bringing) {
    lock.lock();
    try {
      stream = bringing;
    } finally {
      lock.unlock();
    }
  }

  /** Takes ownership of the buffer. On the event loop. */
  void add(ByteBuf bytes) {
    lock.lock();
    try {
      int length = bytes.readableBytes();
      received += length;
      if (failure != null || length == 0) {
        return;
      }
      if (received > bytesMax) {
        failure = new BodyTooLongException(bytesMax);
        chunks.clear();
        changed.signalAll();
        return;
      }
      chunks.add(ByteBufUtil.getBytes(bytes));
      buffered += length;
      if (buffered > BUFFERED_BYTES && !paused) {
        pause(true);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
      bytes.release();
    }
  }

  /** The peer sent all of it. On the event loop. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No more will come. On any thread; the first reason stands. */
  void fail(IOException reason) {
    lock.lock();
    try {
      if (failure == null && !ended) {
        failure = reason;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      awaitBytes();
      byte[] head = chunks.peek();
      if (head == null) {
        return -1;
      }
      int count = Math.min(length, head.length - offset);
      System.arraycopy(head, offset, target, from, count);
      offset += count;
      buffered -= count;
      if (offset == head.length) {
        chunks.remove();
        offset = 0;
      }
      if (paused && buffered <= BUFFERED_BYTES / 2) {
        pause(false);
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up what has not come yet. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!ended && stream != null) {
        failure = new IOException("the body was closed");
        stream.shutdownInput(Http3ErrorCode.H3_REQUEST_CANCELLED.code());
      }
      chunks.clear();
    } finally {
      lock.unlock();
    }
  }

  private void pause(boolean now) {
    paused = now;
    if (stream != null) {
      stream.config().setAutoRead(!now);
    }
  }

  private void awaitBytes() throws IOException {
    long left = stall.toNanos();
    while (chunks.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        return;
      }
      if (left <= 0) {
        throw new StalledException("no byte of the body came within " + stall.toMillis() + " ms");
      }
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for the peer's body", e);
      }
    }
  }
}
