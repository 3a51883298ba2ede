package io.ghostchain.zquic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an endpoint behaves. {@link #defaults} suits a node on the open Internet; the {@code with}
 * methods change one part of it. Every part checks its values when it is made.
 *
 * @param timeouts how long to wait for a peer
 * @param flow how much a peer may send before it must wait (RFC 9000 section 4)
 * @param limits what one listener accepts from all peers and from one address
 * @param http3 limits of HTTP/3 requests
 * @param udp sockets and event loops
 * @param congestion how the sending rate is found
 * @param qlogDirectory where to write a qlog file for each connection; empty for none. The files
 *     show addresses and sizes, never contents or keys
 */
public record QuicConfig(
    Timeouts timeouts,
    Flow flow,
    Limits limits,
    Http3 http3,
    Udp udp,
    CongestionControl congestion,
    Optional<Path> qlogDirectory) {

  /** The defaults. */
  public static QuicConfig defaults() {
    return new QuicConfig(
        new Timeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10)),
        new Flow(8L << 20, 1L << 20, 1000, 64),
        new Limits(100_000, 2_000, 500, 4_096, 256),
        new Http3(16 << 10, 4L << 20, 200, Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new Udp(1, 40, 1350, 4 << 20, Duration.ZERO),
        CongestionControl.CUBIC,
        Optional.empty());
  }

  /** These values with other timeouts. */
  public QuicConfig with(Timeouts other) {
    return new QuicConfig(other, flow, limits, http3, udp, congestion, qlogDirectory);
  }

  /** These values with other flow control. */
  public QuicConfig with(Flow other) {
    return new QuicConfig(timeouts, other, limits, http3, udp, congestion, qlogDirectory);
  }

  /** These values with other limits. */
  public QuicConfig with(Limits other) {
    return new QuicConfig(timeouts, flow, other, http3, udp, congestion, qlogDirectory);
  }

  /** These values with other HTTP/3 limits. */
  public QuicConfig with(Http3 other) {
    return new QuicConfig(timeouts, flow, limits, other, udp, congestion, qlogDirectory);
  }

  /** These values with other sockets and event loops. */
  public QuicConfig with(Udp other) {
    return new QuicConfig(timeouts, flow, limits, http3, other, congestion, qlogDirectory);
  }

  /** These values with another congestion control. */
  public QuicConfig with(CongestionControl other) {
    return new QuicConfig(timeouts, flow, limits, http3, udp, other, qlogDirectory);
  }

  /** These values, writing qlog files into an existing directory. */
  public QuicConfig withQlog(Path directory) {
    return new QuicConfig(timeouts, flow, limits, http3, udp, congestion, Optional.of(directory));
  }

  /**
   * How long to wait.
   *
   * @param idle without a packet from the peer before the connection is given up (RFC 9000 section
   *     10.1); from 100 ms
   * @param handshake for a client to finish its handshake with a listener
   * @param connect for a server to answer and finish its handshake with this client
   * @param drain for requests in progress when a listener closes
   */
  public record Timeouts(Duration idle, Duration handshake, Duration connect, Duration drain) {
    /** Checks the values. */
    public Timeouts {
      within("idle", idle, Duration.ofMillis(100), Duration.ofHours(24));
      within("handshake", handshake, Duration.ofMillis(100), Duration.ofMinutes(2));
      within("connect", connect, Duration.ofMillis(10), Duration.ofMinutes(2));
      within("drain", drain, Duration.ZERO, Duration.ofMinutes(10));
    }

    /** These values with another idle timeout. */
    public Timeouts withIdle(Duration other) {
      return new Timeouts(other, handshake, connect, drain);
    }

    /** These values with another handshake timeout. */
    public Timeouts withHandshake(Duration other) {
      return new Timeouts(idle, other, connect, drain);
    }

    /** These values with another connect timeout. */
    public Timeouts withConnect(Duration other) {
      return new Timeouts(idle, handshake, other, drain);
    }

    /** These values with another drain timeout. */
    public Timeouts withDrain(Duration other) {
      return new Timeouts(idle, handshake, connect, other);
    }
  }

  /**
   * How much a peer may send unread.
   *
   * @param connectionBytes on all streams of a connection together
   * @param streamBytes on one stream
   * @param streams requests (bidirectional streams) a peer may have open at once
   * @param datagrams datagrams (RFC 9221) kept in each direction; 0 turns datagrams off
   */
  public record Flow(long connectionBytes, long streamBytes, int streams, int datagrams) {
    /** Checks the values. */
    public Flow {
      within("flow.connectionBytes", connectionBytes, 16 << 10, 1L << 30);
      within("flow.streamBytes", streamBytes, 16 << 10, connectionBytes);
      within("flow.streams", streams, 1, 1 << 20);
      within("flow.datagrams", datagrams, 0, 1 << 16);
    }
  }

  /**
   * What one listener accepts. An Initial packet that goes beyond a limit is dropped, which costs
   * less than any answer.
   *
   * @param connections at once from everyone
   * @param connectionsPerAddress at once from one IPv4 address or one IPv6 /64
   * @param handshakesPerSecondPerAddress begun by one address, on average; twice as many at once
   * @param halfOpen handshakes in progress at once
   * @param retryAboveHalfOpen handshakes in progress above which a client must first prove its
   *     address by a Retry (RFC 9000 section 8.1.2); 0 asks always
   */
  public record Limits(
      int connections,
      int connectionsPerAddress,
      int handshakesPerSecondPerAddress,
      int halfOpen,
      int retryAboveHalfOpen) {
    /** Checks the values. */
    public Limits {
      within("limits.connections", connections, 1, 10_000_000);
      within("limits.connectionsPerAddress", connectionsPerAddress, 1, 10_000_000);
      within("limits.handshakesPerSecondPerAddress", handshakesPerSecondPerAddress, 1, 1_000_000);
      within("limits.halfOpen", halfOpen, 1, 1_000_000);
      within("limits.retryAboveHalfOpen", retryAboveHalfOpen, 0, 1_000_000);
    }
  }

  /**
   * Limits of HTTP/3.
   *
   * @param fieldSectionBytes of one header or trailer section, as RFC 9114 section 4.2.2 counts
   * @param bodyBytes of a request's or response's body, where a handler sets no limit of its own
   * @param resetsPer10Seconds requests one peer may abandon in 10 s before its connection is closed
   * @param headersTimeout from the opening of a stream to its complete header section
   * @param stallTimeout without a byte of body from a peer that owes one
   */
  public record Http3(
      int fieldSectionBytes,
      long bodyBytes,
      int resetsPer10Seconds,
      Duration headersTimeout,
      Duration stallTimeout) {
    /** Checks the values. */
    public Http3 {
      within("http3.fieldSectionBytes", fieldSectionBytes, 1 << 10, 1 << 20);
      within("http3.bodyBytes", bodyBytes, 0, 1L << 40);
      within("http3.resetsPer10Seconds", resetsPer10Seconds, 1, 1 << 20);
      within("http3.headersTimeout", headersTimeout, Duration.ofMillis(10), Duration.ofHours(1));
      within("http3.stallTimeout", stallTimeout, Duration.ofMillis(10), Duration.ofHours(1));
    }
  }

  /**
   * Sockets and event loops.
   *
   * @param loops event loops, each with a socket of its own on the same port (SO_REUSEPORT)
   * @param segments datagrams handed to the kernel at once (UDP GSO), as far as they fit into 64
   *     KiB; 1 for one at a time
   * @param payloadBytes of a datagram; 1,200 always passes (RFC 9000 section 14), above 1,452 only
   *     where jumbo frames do
   * @param socketBufferBytes asked of the kernel in each direction; it may give less
   * @param spin how long an event loop that lately had work looks for more before it sleeps, at
   *     most 1 ms; zero to sleep at once. It buys latency with processor time: with a core to
   *     spare, 50 us shortens a call over loopback by a third or more
   */
  public record Udp(
      int loops, int segments, int payloadBytes, int socketBufferBytes, Duration spin) {
    /** Checks the values. */
    public Udp {
      within("udp.loops", loops, 1, 256);
      within("udp.segments", segments, 1, 64);
      within("udp.payloadBytes", payloadBytes, 1200, 65_000);
      within("udp.socketBufferBytes", socketBufferBytes, 64 << 10, 1 << 30);
      within("udp.spin", spin, Duration.ZERO, Duration.ofMillis(1));
    }

    /** These values with another number of event loops. */
    public Udp withLoops(int other) {
      return new Udp(other, segments, payloadBytes, socketBufferBytes, spin);
    }

    /** These values with another spin before sleeping. */
    public Udp withSpin(Duration other) {
      return new Udp(loops, segments, payloadBytes, socketBufferBytes, other);
    }
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": expected from " + least + " to " + most + ", got " + value);
    }
  }

  private static void within(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + ": expected from " + least + " to " + most + ", got " + value);
    }
  }
}
