package io.ghostchain.zquic.grpc;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for the rare waits of all channels: backoff, idleness, calls without a connection. It
 * ends when nothing was asked of it for a while.
 */
final class Timer {
  static final ScheduledExecutorService SHARED = create();

  private Timer() {}

  private static ScheduledExecutorService create() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("grpc-h3-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(30, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }
}
