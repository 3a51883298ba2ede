package io.ghostchain.walletd.chain;

import io.ghostchain.protocol.Genesis;
import io.ghostchain.zcrypto.Hash;

/** The chain that this daemon's data belongs to. */
public record Chain(Genesis genesis, Hash hash) {}
