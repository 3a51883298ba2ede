/**
 * QUIC (RFC 9000) endpoints whose handshake is post-quantum: {@link
 * io.ghostchain.zquic.QuicServer}, {@link io.ghostchain.zquic.QuicClient} and the {@link
 * io.ghostchain.zquic.QuicConnection} both give.
 *
 * <p>The key exchange is X25519MLKEM768 and both ends prove an ML-DSA-65 key, unless a listener
 * opts out of either in so many words. On top run HTTP/3 (package {@code http3}), gRPC (package
 * {@code grpc}) and any protocol of one's own.
 *
 * <p>Stability: experimental.
 */
@NullMarked
package io.ghostchain.zquic;

import org.jspecify.annotations.NullMarked;
