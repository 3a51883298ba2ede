/**
 * A transaction's way through the node: intake, signature checks, the pool, block production, and
 * what becomes of it.
 *
 * <p>Each stage has one owner and a bounded queue in front. State is changed by the orderer's
 * thread alone; what clients are told comes from what is durable. Nothing here speaks gRPC.
 */
@NullMarked
package io.ghostchain.ghostd.node;

import org.jspecify.annotations.NullMarked;
