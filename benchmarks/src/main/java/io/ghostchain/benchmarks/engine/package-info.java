/**
 * The ledger engine measured inside one process: ghostd's own pipeline from intake to disk, without
 * a network, so that a figure names the stage it belongs to.
 */
@NullMarked
package io.ghostchain.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
