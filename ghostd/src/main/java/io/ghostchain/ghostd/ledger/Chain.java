package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Genesis;
import io.ghostchain.zcrypto.Hash;

/**
 * What never changes on a chain.
 *
 * @param genesisHash names the chain
 * @param chainId below 2^31
 * @param devnet whether well-known keys may be used
 */
public record Chain(Hash genesisHash, int chainId, boolean devnet) {
  /** The chain of a genesis. */
  public static Chain of(Genesis genesis) {
    return new Chain(genesis.hash(), genesis.chainId(), genesis.devnet());
  }
}
