/**
 * Blocks: which transactions fit together, what they do to the state, and what a proposed block
 * must show (LEDGER.md, "Block validity" and "Deferred roots").
 *
 * <p>Order first, execute next: whether a block is valid never depends on what executing it gives,
 * and executing a valid block cannot fail. No I/O, no clock, no threads.
 */
@NullMarked
package io.ghostchain.ghostd.execution;

import org.jspecify.annotations.NullMarked;
