package io.ghostchain.ghostd.mempool;

import io.ghostchain.protocol.Reason;
import io.ghostchain.zcrypto.Hash;

/** A transaction that waited and will not get into a block from here. */
public record Dropped(Hash txId, Reason reason) {}
