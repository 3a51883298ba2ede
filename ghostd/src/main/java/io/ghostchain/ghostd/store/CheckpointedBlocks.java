package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Index.BlockEntry;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;

/** The blocks up to the checkpoint, read from the log where the index says that they stand. */
record CheckpointedBlocks(Index index, ChainLog log) implements Lookups.Chain {
  @Override
  public Hash hash(long height) throws IOException {
    return entry(height).hash();
  }

  @Override
  public FinalBlock block(long height) throws IOException {
    FinalBlock block = log.read(entry(height));
    if (block.height() != height) {
      throw new CorruptStoreException(
          "the index says that block "
              + height
              + " stands where block "
              + block.height()
              + " does"
              + Index.DELETABLE);
    }
    return block;
  }

  private BlockEntry entry(long height) throws IOException {
    return index
        .block(height)
        .orElseThrow(
            () -> new CorruptStoreException("the index has no block " + height + Index.DELETABLE));
  }
}
