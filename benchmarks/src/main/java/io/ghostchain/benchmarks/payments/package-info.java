/**
 * Signed transfers through one ghostd over QUIC: how many are final a second, and how long one
 * takes.
 */
@NullMarked
package io.ghostchain.benchmarks.payments;

import org.jspecify.annotations.NullMarked;
