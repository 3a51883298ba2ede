package io.ghostchain.zquic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stands between one client and a server, and changes what the server says as it is told to. */
final class Relay implements AutoCloseable {
  private final DatagramSocket front = new DatagramSocket(Await.ANY_PORT);
  private final DatagramSocket back = new DatagramSocket(Await.ANY_PORT);
  private final AtomicInteger fromClient = new AtomicInteger();
  private volatile @Nullable SocketAddress client;

  /**
   * Begins to forward.
   *
   * @param answers what the client gets in place of each of the server's datagrams
   */
  Relay(InetSocketAddress server, UnaryOperator<byte[]> answers) throws SocketException {
    Thread.ofVirtual()
        .start(() ->
            forward(
                front,
                packet -> {
                  client = packet.getSocketAddress();
                  fromClient.incrementAndGet();
                  packet.setSocketAddress(server);
                  back.send(packet);
                }));
    Thread.ofVirtual()
        .start(() ->
            forward(
                back,
                packet -> {
                  byte[] got = Arrays.copyOf(packet.getData(), packet.getLength());
                  byte[] told = answers.apply(got);
                  front.send(new DatagramPacket(told, told.length, client));
                }));
  }

  /** Where the client finds what it takes for the server. */
  InetSocketAddress address() {
    return (InetSocketAddress) front.getLocalSocketAddress();
  }

  /** How many datagrams the client sent so far. */
  int fromClient() {
    return fromClient.get();
  }

  @Override
  public void close() {
    front.close();
    back.close();
  }

  private interface Step {
    void take(DatagramPacket packet) throws IOException;
  }

  private static void forward(DatagramSocket from, Step step) {
    byte[] bytes = new byte[65_536];
    while (!from.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        from.receive(packet);
        step.take(packet);
      } catch (IOException e) {
        if (!from.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
