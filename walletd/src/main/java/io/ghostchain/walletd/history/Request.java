package io.ghostchain.walletd.history;

import io.ghostchain.zcrypto.Hash;

/**
 * A request that a client may repeat without harm.
 *
 * @param digest of what it asked for
 * @param txId what it became
 */
public record Request(Hash digest, Hash txId) {}
