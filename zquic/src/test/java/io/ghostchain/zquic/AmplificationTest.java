package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a listener sends to an address that nobody proved (RFC 9000 section 8.1): at most three
 * times what came from there, and less than what came where it asks for proof.
 */
@Timeout(60)
final class AmplificationTest {
  private static QuicConfig retryAlways() {
    QuicConfig config = QuicConfig.defaults();
    return config.with(new QuicConfig.Limits(1_000, 1_000, 1_000, 1_000, 0));
  }

  @Test
  void unprovenAddressGetsAtMostThreeTimesWhatItSent() throws Exception {
    FirstFlight flight = FirstFlight.capture();
    try (QuicServer server = Nodes.aliceForBob().start()) {
      int answered = flight.answeredBytes(server.address());
      // The server's certificate alone is over 5 kB: the limit is what stops it.
      assertTrue(answered > flight.bytes(), "answered " + answered);
      assertTrue(answered <= 3 * flight.bytes(), "answered " + answered + " to " + flight.bytes());
    }
  }

  @Test
  void listenerThatAsksForProofAnswersLessThanItGot() throws Exception {
    FirstFlight flight = FirstFlight.capture();
    try (QuicServer server = Nodes.aliceForBob().config(retryAlways()).start()) {
      int answered = flight.answeredBytes(server.address());
      assertTrue(answered > 0, "no Retry came");
      assertTrue(answered <= flight.bytes(), "answered " + answered + " to " + flight.bytes());
      assertEquals(0, server.connections());
    }
  }

  /** CVE-2026-44894, netty 16867: any token used to count as proof. */
  @Test
  void tokenThatIsNotOursProvesNothing() throws Exception {
    byte[] garbage = new byte[61];
    new Random(1).nextBytes(garbage);
    FirstFlight flight = FirstFlight.capture().withToken(garbage);
    for (QuicConfig config : new QuicConfig[] {QuicConfig.defaults(), retryAlways()}) {
      try (QuicServer server = Nodes.aliceForBob().config(config).start()) {
        assertEquals(0, flight.unwantedBytes(server.address()));
        assertEquals(0, server.connections());
      }
    }
  }

  @Test
  void unknownVersionIsAnsweredWithLessThanItCost() throws Exception {
    FirstFlight flight = FirstFlight.capture().withVersion(0x0a1a2a3a);
    try (QuicServer server = Nodes.aliceForBob().start()) {
      int answered = flight.answeredBytes(server.address());
      assertTrue(answered > 0 && answered <= flight.bytes(), "answered " + answered);
    }
  }

  @Test
  void packetsOfNoConnectionAreNotAnswered() throws Exception {
    Random random = new Random(2);
    try (QuicServer server = Nodes.aliceForBob().start();
        DatagramSocket socket = new DatagramSocket(Await.ANY_PORT)) {
      for (int length : new int[] {1, 2, 20, 21, 40, 100, 1_200}) {
        for (int form = 0; form < 256; form += 16) {
          byte[] bytes = new byte[length];
          random.nextBytes(bytes);
          bytes[0] = (byte) form;
          if (length > 5 && form >= 128) {
            // Version 1, as any other is answered by a version negotiation.
            System.arraycopy(new byte[] {0, 0, 0, 1}, 0, bytes, 1, 4);
          }
          socket.send(new DatagramPacket(bytes, length, server.address()));
        }
      }
      assertEquals(0, FirstFlight.drain(socket));
      assertEquals(0, server.connections());
    }
  }

  @Test
  void floodOfHalfOpenHandshakesTurnsRetryOnAndHonestClientsStillConnect() throws Exception {
    var registry = new SimpleMeterRegistry();
    QuicConfig config =
        QuicConfig.defaults().with(new QuicConfig.Limits(1_000, 1_000, 1_000, 1_000, 4));
    try (QuicServer server =
            Nodes.aliceForBob().config(config).meters(registry).name("flooded").start();
        QuicClient client = Nodes.bob().build()) {
      for (int i = 0; i < 4; i++) {
        FirstFlight.capture().answeredBytes(server.address());
      }
      assertEquals(4, server.connections());

      assertEquals("through", Requests.echo(Nodes.connect(client, server), "through"));

      double retries =
          registry.get(QuicMeter.TURNED_AWAY.id()).tag("reason", "retry").counter().count();
      assertTrue(retries >= 1, "no Retry was asked for");
    }
  }
}
