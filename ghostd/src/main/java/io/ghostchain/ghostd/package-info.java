/**
 * The GhostChain node. Inside it the arrows point at the domain: {@code rpc -> node -> {mempool,
 * execution, consensus} -> ledger <- store}.
 */
@NullMarked
package io.ghostchain.ghostd;

import org.jspecify.annotations.NullMarked;
