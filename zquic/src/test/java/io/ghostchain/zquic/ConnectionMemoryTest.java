package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whoever may connect may do so for ever: however a connection ends, it leaves no native memory
 * behind. One costs some 30 kB of it, so a leak of any of its parts shows after some two hundred.
 */
@Timeout(240)
final class ConnectionMemoryTest {
  private static final int WARM_UP = 60;
  private static final int MEASURED = 180;
  private static final int AT_ONCE = 30;
  // Compilers and pools move by some of it.
  private static final long GROWTH_BYTES_MAX = 3L << 20;
  private static final QuicConfig PATIENT =
      QuicConfig.defaults()
          .with(QuicConfig.defaults().timeouts().withConnect(Duration.ofSeconds(60)))
          .with(new QuicConfig.Limits(10_000, 10_000, 100_000, 10_000, 10_000));

  private interface Life {
    CompletableFuture<?> one() throws Exception;
  }

  @Test
  void closedConnectionsLeaveNothingBehind() throws Exception {
    try (QuicServer server = Nodes.aliceForBob().config(PATIENT).start();
        QuicClient client = Nodes.bob().config(PATIENT).build()) {
      assertBounded(
          server,
          () ->
              Nodes.dial(client, server)
                  .thenCompose(connection -> {
                    connection.close(0x100, "done");
                    return connection.closed();
                  }));
    }
  }

  @Test
  void refusedClientsLeaveNothingBehind() throws Exception {
    ClientAccess onlyAlice = ClientAccess.authenticated(TrustPolicy.pinned(Nodes.ALICE.id()));
    try (QuicServer server = Nodes.alice().clients(onlyAlice).config(PATIENT).start();
        QuicClient client = Nodes.bob().config(PATIENT).build()) {
      assertBounded(
          server,
          () ->
              Nodes.dial(client, server)
                  .thenCompose(QuicConnection::closed)
                  .exceptionally(refused -> null));
    }
  }

  @Test
  void connectionsThatFallSilentLeaveNothingBehind() throws Exception {
    QuicConfig brief = PATIENT.with(PATIENT.timeouts().withIdle(Duration.ofMillis(700)));
    try (QuicServer server = Nodes.aliceForBob().config(brief).start();
        QuicClient client = Nodes.bob().config(PATIENT).build()) {
      assertBounded(server, () -> Nodes.dial(client, server).thenCompose(QuicConnection::closed));
    }
  }

  @Test
  void beginningsOfHandshakesLeaveNothingBehind() throws Exception {
    QuicConfig brief = PATIENT.with(PATIENT.timeouts().withHandshake(Duration.ofMillis(400)));
    byte[] initial = FirstFlight.capture().datagrams().getFirst();
    Random random = new Random(5);
    try (QuicServer server = Nodes.aliceForBob().config(brief).start();
        DatagramSocket socket = new DatagramSocket(Await.ANY_PORT)) {
      assertBounded(
          server,
          () -> {
            byte[] other = initial.clone();
            byte[] id = new byte[other[5]];
            random.nextBytes(id);
            System.arraycopy(id, 0, other, 6, id.length);
            socket.send(new DatagramPacket(other, other.length, server.address()));
            return CompletableFuture.completedFuture(null);
          });
    }
  }

  private static void assertBounded(QuicServer server, Life life) throws Exception {
    live(WARM_UP, server, life);
    long before = NativeMemory.bytesInUse();
    live(MEASURED, server, life);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    long grown = NativeMemory.bytesInUse() - before;
    while (grown > GROWTH_BYTES_MAX && System.nanoTime() < until) {
      System.gc();
      grown = NativeMemory.bytesInUse() - before;
    }
    assertTrue(
        grown <= GROWTH_BYTES_MAX, MEASURED + " connections left " + grown + " bytes behind");
  }

  private static void live(int lives, QuicServer server, Life life) throws Exception {
    for (int i = 0; i < lives; i += AT_ONCE) {
      List<CompletableFuture<?>> together = new ArrayList<>();
      for (int j = 0; j < AT_ONCE; j++) {
        together.add(life.one());
      }
      for (CompletableFuture<?> each : together) {
        each.get(60, TimeUnit.SECONDS);
      }
    }
    while (server.connections() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
