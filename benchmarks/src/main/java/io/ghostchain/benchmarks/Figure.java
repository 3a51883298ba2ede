package io.ghostchain.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param id stable and dotted, as issues and documents name it
 * @param value absent when the figure could not be had; the note then says why
 * @param unit of the value; "ratio" is ours over the peer's
 * @param peer what stands beside it in the same run, with its own figure where it has one
 * @param note workload, percentiles, or why there is no value
 */
record Figure(String id, @Nullable Double value, String unit, String peer, String note) {}
