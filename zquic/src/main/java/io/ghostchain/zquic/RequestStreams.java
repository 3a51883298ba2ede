package io.ghostchain.zquic;

import io.netty.handler.codec.quic.QuicStreamChannel;

/**
 * What a listener does with the streams that clients open. Called on the connection's event loop,
 * once for each bidirectional stream, before anything is read from it.
 */
@FunctionalInterface
public interface RequestStreams {
  /**
   * Adds handlers to the end of the stream's pipeline. On an HTTP/3 connection they see {@code
   * Http3HeadersFrame} and {@code Http3DataFrame}; on any other, {@code ByteBuf}.
   *
   * <p>On HTTP/3 a handler ends its answer by {@link StreamEnd#finish}; on any other protocol by
   * writing its last bytes as a {@code QuicStreamFrame} with FIN.
   *
   * @param connection the connection, whose peer is authenticated if the listener asks for it
   */
  void open(QuicConnection connection, QuicStreamChannel stream);

  /**
   * Whether the handlers want {@code ByteBuf} on an HTTP/3 connection too, since they read and
   * write its frames themselves. It spares each stream five handlers and the objects of their
   * frames.
   */
  default boolean readsFrames() {
    return false;
  }
}
