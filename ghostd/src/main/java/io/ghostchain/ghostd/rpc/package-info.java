/**
 * ghost.node.v1.NodeService: translate, delegate, translate back. Every error that a client gets is
 * made here, with a stable reason.
 */
@NullMarked
package io.ghostchain.ghostd.rpc;

import org.jspecify.annotations.NullMarked;
