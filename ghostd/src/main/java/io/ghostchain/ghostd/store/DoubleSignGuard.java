package io.ghostchain.ghostd.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps this validator from signing two blocks of one height: remembers what it signed, and refuses
 * a chain that ends before that or differs from it. Owned by the thread that appends.
 */
final class DoubleSignGuard implements AutoCloseable {
  private final Path folder;
  private final SignedWatermark watermark;
  private boolean resuming;

  private DoubleSignGuard(Path folder, SignedWatermark watermark) {
    this.folder = folder;
    this.watermark = watermark;
  }

  /** Finds the blocks of a chain by height. */
  interface Blocks {
    Optional<FinalBlock> block(long height) throws IOException;
  }

  /** Opens the memory in a chain's folder. */
  static DoubleSignGuard open(Path folder) throws IOException {
    return new DoubleSignGuard(folder, SignedWatermark.open(FolderDisk.at(folder)));
  }

  /** Has {@link #check} take the newest block for the last that was signed, whatever is known. */
  void resume() {
    resuming = true;
  }

  /** Remembers a block, and returns when the disk does too. */
  void record(FinalBlock block) throws IOException {
    var header = block.header();
    watermark.record(
        new SignedWatermark.Mark(header.epoch(), header.view(), header.height(), block.hash()));
  }

  /**
   * Compares the chain with what was signed.
   *
   * @param tail what stands behind the newest block and was taken for unfinished
   * @throws CorruptStoreException if signing on could make a second chain
   */
  void check(ChainStore.Head head, Optional<String> tail, Blocks blocks) throws IOException {
    Optional<SignedWatermark.Mark> signed = watermark.newest();
    if (resuming) {
      if (head.height() > 0) {
        record(blocks.block(head.height()).orElseThrow());
      }
    } else if (signed.isPresent()) {
      check(signed.get(), head, tail, blocks);
    } else if (head.height() > 0) {
      throw new CorruptStoreException(
          folder
              + ": the file 'signed', which remembers what this validator signed, is missing, and the"
              + " chain has "
              + head.height()
              + " blocks. Signing without it could make a second chain. If the key has signed nothing"
              + " after block "
              + head.height()
              + ", run 'ghostd restore --resume-signing'");
    }
  }

  private void check(
      SignedWatermark.Mark mark, ChainStore.Head head, Optional<String> tail, Blocks blocks)
      throws IOException {
    if (mark.height() > head.height() && tail.isPresent()) {
      throw new CorruptStoreException(
          tail.get()
              + " behind block "
              + head.height()
              + ", and this validator signed up to block "
              + mark.height()
              + ": what stands there was synced, and is damaged. Signing on would make a second"
              + " chain: restore the newest copy");
    }
    if (mark.height() > head.height()) {
      throw new CorruptStoreException(
          folder
              + ": this validator signed up to block "
              + mark.height()
              + ", the chain here ends at block "
              + head.height()
              + ". It was restored from an older copy, or lost what it had. Signing on would make a"
              + " second chain: restore the newest copy");
    }
    Optional<FinalBlock> same = blocks.block(mark.height());
    if (same.isPresent() && !same.get().hash().equals(mark.headerHash())) {
      throw new CorruptStoreException(
          folder
              + ": this validator signed block "
              + mark.headerHash()
              + " at height "
              + mark.height()
              + ", the chain here has "
              + same.get().hash());
    }
  }

  @Override
  public void close() throws IOException {
    watermark.close();
  }
}
