package io.ghostchain.walletd;

import io.ghostchain.walletd.chain.ChainMemory;
import io.ghostchain.walletd.history.History;
import io.ghostchain.zcrypto.Hash;
import java.util.Optional;

/** The chain's memory, kept in the history. */
record HistoryMemory(History history) implements ChainMemory {
  @Override
  public Optional<Hash> genesisHash() {
    return history.genesisHash();
  }

  @Override
  public void bind(Hash genesisHash) {
    history.bind(genesisHash);
  }

  @Override
  public Optional<byte[]> checkpoint() {
    return history.checkpoint();
  }

  @Override
  public void keepCheckpoint(byte[] encodedHeader) {
    history.keepCheckpoint(encodedHeader);
  }
}
