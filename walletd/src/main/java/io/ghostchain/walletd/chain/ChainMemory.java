package io.ghostchain.walletd.chain;

import io.ghostchain.zcrypto.Hash;
import java.util.Optional;

/**
 * Where it is kept which chain the data belongs to, and the last header that was shown to be final.
 */
public interface ChainMemory {
  /** The chain, once there is one. */
  Optional<Hash> genesisHash();

  /** Ties the data to a chain for good. */
  void bind(Hash genesisHash);

  /** The encoded header that a light client starts from, if one was kept. */
  Optional<byte[]> checkpoint();

  /** Keeps a header that was shown to be final. */
  void keepCheckpoint(byte[] encodedHeader);
}
