package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waits for futures, for tests. */
public final class Await {
  /** Loopback, any port. */
  public static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final long SECONDS = 20;

  private Await() {}

  /** The result of a future. */
  public static <T> T result(CompletableFuture<T> future) throws Exception {
    return future.get(SECONDS, TimeUnit.SECONDS);
  }

  /** The reason for which a future fails. */
  public static ConnectionEnd failure(CompletableFuture<?> future) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> future.get(SECONDS, TimeUnit.SECONDS));
    return assertInstanceOf(QuicException.class, failed.getCause()).end();
  }
}
