/**
 * Transactions that wait for a block: ordered by lane and price, bounded in number and bytes, with
 * a clear answer to whatever does not get in (docs/internals/mempool.md).
 *
 * <p>Not part of consensus: two nodes may hold different ones. No I/O, no clock, no threads.
 */
@NullMarked
package io.ghostchain.ghostd.mempool;

import org.jspecify.annotations.NullMarked;
