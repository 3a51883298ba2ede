package io.ghostchain.zquic;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server of a client's connection has finished the handshake too (RFC 9001 section
 * 4.1.2). Its first packet with a short header says so: a server has nothing to send under those
 * keys before. The socket's event loop owns it.
 *
 * <p>The codec must not be told to close with an application's error code any earlier. While quiche
 * (0.29) still holds handshake keys it may neither send that code nor its own last handshake
 * packets; and when a probe timeout is pending then, it offers acknowledgements without end, which
 * the codec takes until memory is gone.
 */
final class Confirmation {
  private record Waiting(Runnable confirmed, Future<?> timer) {}

  private final Duration patience;
  private @Nullable EventLoop loop;
  private @Nullable Waiting waiting;
  private boolean confirmed;

  Confirmation(Duration patience) {
    this.patience = patience;
  }

  void on(EventLoop loop) {
    this.loop = loop;
  }

  /** A packet with a short header came, and the codec has seen it. */
  void packetHandled() {
    if (!confirmed) {
      confirmed = true;
      Waiting due = take();
      if (due != null) {
        due.confirmed.run();
      }
    }
  }

  /** Runs the one or the other; at once if the handshake is confirmed. Only the first is heard. */
  void await(Runnable ifConfirmed, Runnable otherwise) {
    EventLoop on = loop;
    if (confirmed) {
      ifConfirmed.run();
    } else if (on != null && waiting == null) {
      waiting =
          new Waiting(
              ifConfirmed,
              on.schedule(
                  () -> {
                    waiting = null;
                    otherwise.run();
                  },
                  patience.toMillis(),
                  TimeUnit.MILLISECONDS));
    }
  }

  /** Gives up what waits. */
  void forget() {
    take();
  }

  private @Nullable Waiting take() {
    Waiting due = waiting;
    waiting = null;
    if (due != null) {
      due.timer.cancel(false);
    }
    return due;
  }
}
