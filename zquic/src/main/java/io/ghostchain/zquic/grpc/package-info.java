/**
 * gRPC over HTTP/3: {@link io.ghostchain.zquic.grpc.GrpcH3Channel} is an {@code
 * io.grpc.ManagedChannel} and {@link io.ghostchain.zquic.grpc.GrpcH3Server} an {@code
 * io.grpc.Server}, so generated stubs and services work unchanged.
 *
 * <p>The wire is gRPC's own (PROTOCOL-HTTP2.md) put on HTTP/3 as gRPC proposal G2 says. Request
 * streams are read and written here directly, with QPACK's static table only, since a unary call
 * then is one write each way; the connection around them (control stream, settings) is Netty's.
 *
 * <p>It knows nothing of protobuf, name resolution services, xDS or HTTP/2. Only the public {@code
 * io.grpc} API is used. Stability: experimental.
 */
@NullMarked
package io.ghostchain.zquic.grpc;

import org.jspecify.annotations.NullMarked;
