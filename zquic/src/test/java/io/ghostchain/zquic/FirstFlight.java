package io.ghostchain.zquic;

import io.ghostchain.zquic.tls.TrustPolicy;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Initial packets of a real client, caught on their way, to be sent from a socket that answers
 * nothing: an attacker that forges its address.
 *
 * @param datagrams the first flight; each is an Initial of at least 1,200 bytes
 */
record FirstFlight(List<byte[]> datagrams) {
  private static final int QUIET_MILLIS = 700;

  /** Has a client connect to a socket that only listens. */
  static FirstFlight capture() throws Exception {
    try (DatagramSocket trap = new DatagramSocket(Await.ANY_PORT);
        QuicClient client = Nodes.bob().build()) {
      client.connect((InetSocketAddress) trap.getLocalSocketAddress(), TrustPolicy.anyNode());
      trap.setSoTimeout(10_000);
      List<byte[]> caught = new ArrayList<>();
      // A ClientHello with an ML-KEM key share fills two datagrams.
      while (caught.size() < 2) {
        caught.add(receive(trap));
      }
      return new FirstFlight(caught);
    }
  }

  /** Sends the flight to a server from a fresh socket and counts what comes back. */
  int answeredBytes(InetSocketAddress server) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(Await.ANY_PORT)) {
      send(socket, server);
      socket.setSoTimeout(10_000);
      int first = receive(socket).length;
      return first + drain(socket);
    }
  }

  /** Sends the flight to a server that should not answer, and counts what comes back. */
  int unwantedBytes(InetSocketAddress server) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(Await.ANY_PORT)) {
      send(socket, server);
      return drain(socket);
    }
  }

  private void send(DatagramSocket socket, InetSocketAddress server) throws IOException {
    for (byte[] datagram : datagrams) {
      socket.send(new DatagramPacket(datagram, datagram.length, server));
    }
  }

  int bytes() {
    return datagrams.stream().mapToInt(d -> d.length).sum();
  }

  /** The flight with a token put into each Initial (RFC 9000 section 17.2.2). */
  FirstFlight withToken(byte[] token) {
    return new FirstFlight(datagrams.stream().map(d -> withToken(d, token)).toList());
  }

  /** The flight with another version number. */
  FirstFlight withVersion(int version) {
    return new FirstFlight(
        datagrams.stream()
            .map(d -> {
              byte[] other = d.clone();
              for (int i = 0; i < 4; i++) {
                other[1 + i] = (byte) (version >>> (24 - 8 * i));
              }
              return other;
            })
            .toList());
  }

  /** All bytes that come until nothing comes for a while. */
  static int drain(DatagramSocket socket) throws IOException {
    socket.setSoTimeout(QUIET_MILLIS);
    int bytes = 0;
    try {
      while (true) {
        bytes += receive(socket).length;
      }
    } catch (SocketTimeoutException quiet) {
      return bytes;
    }
  }

  static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private static byte[] withToken(byte[] initial, byte[] token) {
    int dcidLength = initial[5];
    int scidLength = initial[6 + dcidLength];
    int tokenAt = 7 + dcidLength + scidLength;
    if (initial[tokenAt] != 0 || token.length >= 64) {
      throw new IllegalArgumentException("expected an Initial without token, and a short token");
    }
    byte[] out = new byte[initial.length + token.length];
    System.arraycopy(initial, 0, out, 0, tokenAt);
    out[tokenAt] = (byte) token.length;
    System.arraycopy(token, 0, out, tokenAt + 1, token.length);
    System.arraycopy(
        initial, tokenAt + 1, out, tokenAt + 1 + token.length, initial.length - tokenAt - 1);
    return out;
  }
}
