package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Lends the sockets of an event loop one buffer to receive into, again and again.
 *
 * <p>A buffer holds all that one system call may bring, 64 KiB, though most bring one datagram; and
 * the codec is done with it when its handler returns. Where the heap has 512 MiB or less the
 * allocator does not pool buffers of this size: each call would allocate and clear 64 KiB. A buffer
 * that somebody still holds is left to him. Freed when its event loop's thread ends.
 */
final class ReceiveBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final FastThreadLocal<Lender> LENDERS =
      new FastThreadLocal<>() {
        @Override
        protected Lender initialValue() {
          return new Lender();
        }

        @Override
        protected void onRemoval(Lender lender) {
          lender.close();
        }
      };

  /** One thread's buffer. */
  private static final class Lender {
    private ByteBuf buffer = fresh();

    private ByteBuf lend() {
      if (buffer.refCnt() > 1) {
        buffer.release();
        buffer = fresh();
      }
      return buffer.clear().retain();
    }

    private void close() {
      buffer.release();
    }

    private static ByteBuf fresh() {
      return UnpooledByteBufAllocator.DEFAULT.directBuffer(
          Loops.RECEIVE_BYTES, Loops.RECEIVE_BYTES);
    }
  }

  ReceiveBuffers(int readsAtOnce) {
    super(readsAtOnce);
  }

  @Override
  public RecvByteBufAllocator.ExtendedHandle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return Loops.RECEIVE_BYTES;
      }

      @Override
      public ByteBuf allocate(ByteBufAllocator ignored) {
        return LENDERS.get().lend();
      }
    };
  }
}
