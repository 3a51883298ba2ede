/**
 * The way to the node: one connection that outlives the node's outages, the chain that it must be
 * of, and proofs of what it says. Knows no wallet.
 */
@NullMarked
package io.ghostchain.walletd.chain;

import org.jspecify.annotations.NullMarked;
