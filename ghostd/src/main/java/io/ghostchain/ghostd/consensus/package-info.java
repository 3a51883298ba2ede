/**
 * Which blocks the chain has, in which order, and the certificates that make them final.
 *
 * <p>{@link io.ghostchain.ghostd.consensus.Orderer} is the seam: {@link
 * io.ghostchain.ghostd.consensus.SoloOrderer} is the one of a chain with one validator. Nothing
 * here executes anything, knows the mempool or touches the disk. The rules are in LEDGER.md.
 */
@NullMarked
package io.ghostchain.ghostd.consensus;

import org.jspecify.annotations.NullMarked;
