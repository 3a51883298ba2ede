/**
 * gRPC over post-quantum HTTP/3 with mutual ML-DSA authentication, beside grpc-java over HTTP/2
 * with TLS, under one load generator: the same stubs, the same loop, two transports.
 */
@NullMarked
package io.ghostchain.benchmarks.rpc;

import org.jspecify.annotations.NullMarked;
