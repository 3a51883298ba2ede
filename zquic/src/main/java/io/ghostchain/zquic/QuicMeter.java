package io.ghostchain.zquic;

/** What an endpoint measures. Every meter has the tags {@code endpoint} and {@code side}. */
public enum QuicMeter {
  /** Gauge: connections open, handshakes in progress included. */
  CONNECTIONS("zquic.connections", "Connections open"),
  /** Gauge: handshakes in progress. */
  HANDSHAKES_IN_PROGRESS("zquic.handshakes.in.progress", "Handshakes in progress"),
  /** Counter: handshakes that ended well. */
  HANDSHAKES("zquic.handshakes", "Handshakes that ended well"),
  /** Counter, tag {@code reason}: handshakes that failed. */
  HANDSHAKES_FAILED("zquic.handshakes.failed", "Handshakes that failed"),
  /** Counter, tag {@code reason}: first packets answered by a Retry or dropped. */
  TURNED_AWAY("zquic.turned.away", "First packets answered by a Retry or dropped"),
  /** Counter, tag {@code reason}: connections that ended after their handshake. */
  CLOSED("zquic.closed", "Connections that ended after their handshake"),
  /** Counter: requests and other bidirectional streams that a peer opened. */
  STREAMS("zquic.streams", "Bidirectional streams that a peer opened"),
  /** Counter: streams that a peer abandoned before it had its answer. */
  STREAMS_ABANDONED("zquic.streams.abandoned", "Streams abandoned before their answer"),
  /** Counter: datagrams sent. */
  DATAGRAMS_SENT("zquic.datagrams.sent", "Datagrams sent"),
  /** Counter: datagrams received. */
  DATAGRAMS_RECEIVED("zquic.datagrams.received", "Datagrams received"),
  /** Counter: datagrams that nobody listened for. */
  DATAGRAMS_DROPPED("zquic.datagrams.dropped", "Datagrams that nobody listened for"),
  /** Counter: bytes of UDP payload received. */
  BYTES_RECEIVED("zquic.bytes.received", "Bytes of UDP payload received"),
  /** Counter: bytes of UDP payload sent. */
  BYTES_SENT("zquic.bytes.sent", "Bytes of UDP payload sent");

  private final String id;
  private final String description;

  QuicMeter(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** The meter's name in the registry. */
  public String id() {
    return id;
  }

  /** One line for the operator. */
  public String description() {
    return description;
  }
}
