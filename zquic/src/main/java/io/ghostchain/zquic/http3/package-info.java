/**
 * Requests and responses over HTTP/3 (RFC 9114), both ends: pages, health and metrics endpoints,
 * and clients of those. Handlers are plain blocking code on virtual threads; bodies are streams
 * with back-pressure to the peer. gRPC has a package of its own.
 */
@NullMarked
package io.ghostchain.zquic.http3;

import org.jspecify.annotations.NullMarked;
