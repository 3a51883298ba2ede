package io.ghostchain.ghostd.store;

/**
 * What RocksDB may take outside the heap, by the heap's size.
 *
 * @param memtableBytes at which a table in memory is written to a file; all together have twice
 *     that
 * @param cacheBytes blocks of files, and the tables in memory, which are counted in
 */
record IndexMemory(long memtableBytes, long cacheBytes) {
  private static final long MIB = 1 << 20;
  private static final long SMALL_HEAP = 256 * MIB;
  private static final long LARGE_HEAP = 2048 * MIB;

  /** At most 8 MiB up to a heap of 256 MiB, 192 MiB from 2 GiB on, and evenly between. */
  static IndexMemory of(long heapBytes) {
    long above = Math.clamp(heapBytes - SMALL_HEAP, 0, LARGE_HEAP - SMALL_HEAP);
    double share = (double) above / (LARGE_HEAP - SMALL_HEAP);
    return new IndexMemory(between(4, 64, share), between(8, 192, share));
  }

  private static long between(long smallMib, long largeMib, double share) {
    return (smallMib + Math.round(share * (largeMib - smallMib))) * MIB;
  }
}
