package io.ghostchain.zquic;

import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.IntSupplier;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How an event loop waits: it looks at its sockets again and again for a short time, and sleeps
 * only when nothing came. Waking a sleeping thread takes longer than a whole call over loopback or
 * a rack's network.
 *
 * <p>It spins only where spinning helps. Each spin in vain doubles the number of waits for which it
 * is left out, up to {@link #WAITS_LEFT_OUT_MAX}, so a loop with nothing to do costs next to
 * nothing; a spin that was worth it, or a sleep that proved short, begins anew. Timers may be late
 * by one spin. Owned by its loop.
 */
final class SpinThenSleep implements SelectStrategy {
  static final int WAITS_LEFT_OUT_MAX = 64;

  private final long spinNanos;
  private final BooleanSupplier hasTasks;
  private final LongSupplier nanoClock;

  private int spinsInVain;
  private int waitsLeftOut;
  private boolean slept;
  private long sleptSince;

  SpinThenSleep(long spinNanos, BooleanSupplier hasTasks, LongSupplier nanoClock) {
    this.spinNanos = spinNanos;
    this.hasTasks = hasTasks;
    this.nanoClock = nanoClock;
  }

  /** Event loops on epoll that spin for at most {@code spin} before they sleep; zero for never. */
  static IoHandlerFactory epoll(Duration spin) {
    if (spin.isZero()) {
      return EpollIoHandler.newFactory();
    }
    return new IoHandlerFactory() {
      @Override
      public IoHandler newHandler(ThreadAwareExecutor executor) {
        // Tasks that others hand over do not wake a loop that is awake: it must look itself.
        BooleanSupplier hasTasks =
            executor instanceof SingleThreadEventExecutor loop
                ? () -> loop.pendingTasks() > 0
                : () -> true;
        return EpollIoHandler.newFactory(
                0, () -> new SpinThenSleep(spin.toNanos(), hasTasks, System::nanoTime))
            .newHandler(executor);
      }

      @Override
      public boolean isChangingThreadSupported() {
        return false;
      }
    };
  }

  @Override
  public int calculateStrategy(IntSupplier look, boolean tasksWait) throws Exception {
    if (tasksWait) {
      slept = false;
      return look.get();
    }
    long now = nanoClock.getAsLong();
    if (slept) {
      slept = false;
      // What was done after the sleep counts too, which makes little of a difference.
      if (now - sleptSince < 2 * spinNanos) {
        spinsInVain = 0;
        waitsLeftOut = 0;
      }
    }
    if (waitsLeftOut > 0) {
      waitsLeftOut--;
      return sleep(now);
    }
    long until = now + spinNanos;
    do {
      int ready = look.get();
      if (ready > 0 || hasTasks.getAsBoolean()) {
        spinsInVain = 0;
        return ready;
      }
      Thread.onSpinWait();
      now = nanoClock.getAsLong();
    } while (now - until < 0);
    waitsLeftOut = Math.min((1 << spinsInVain) - 1, WAITS_LEFT_OUT_MAX);
    spinsInVain = Math.min(spinsInVain + 1, 7);
    return sleep(now);
  }

  private int sleep(long now) {
    slept = true;
    sleptSince = now;
    return SelectStrategy.SELECT;
  }
}
