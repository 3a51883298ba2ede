/**
 * The state of the chain: what each key holds, the tree whose root commits to it, and the overlays
 * that transactions write into before any of it is kept.
 *
 * <p>The root is defined by content alone (LEDGER.md, "State root"); how the tree lies in memory is
 * ours to choose and explained in docs/internals/state.md. No I/O, no clock, and nothing whose
 * order could differ between two machines.
 */
@NullMarked
package io.ghostchain.ghostd.state;

import org.jspecify.annotations.NullMarked;
