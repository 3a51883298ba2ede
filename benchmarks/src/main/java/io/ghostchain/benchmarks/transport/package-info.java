/** What QUIC itself does here: bytes a second, handshakes a second, memory of idle connections. */
@NullMarked
package io.ghostchain.benchmarks.transport;

import org.jspecify.annotations.NullMarked;
