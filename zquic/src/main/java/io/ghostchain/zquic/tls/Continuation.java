package io.ghostchain.zquic.tls;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * How a handshake waits for a signature: it is computed on a crypto thread, handed over on the
 * connection's event loop, and the handshake resumes there.
 *
 * <p>Netty could run whole TLS tasks on other threads, but its native code is then entered by two
 * threads at once (4.2.18), and a handshake that fails there never sends its alert. So only our own
 * computation leaves the event loop.
 *
 * @param crypto where to compute
 * @param loop the connection's event loop
 * @param resume has the connection take another turn; called on {@code loop}
 */
public record Continuation(Executor crypto, EventExecutor loop, Runnable resume) {
  Future<byte[]> sign(Supplier<byte[]> signature) {
    Promise<byte[]> promise = loop.newPromise();
    try {
      crypto.execute(() -> {
        try {
          byte[] signed = signature.get();
          handOver(() -> promise.setSuccess(signed));
        } catch (IllegalStateException destroyed) {
          handOver(() -> promise.setFailure(destroyed));
        }
      });
    } catch (RejectedExecutionException closing) {
      promise.setFailure(closing);
    }
    return promise;
  }

  private void handOver(Runnable result) {
    try {
      loop.execute(() -> {
        result.run();
        resume.run();
      });
    } catch (RejectedExecutionException closing) {
      // The endpoint was closed in the meantime, and its connections with it.
    }
  }
}
