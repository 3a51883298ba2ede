package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;

/**
 * The tables of a run, in the order in which they stand in its file. Each begins on a page of its
 * own.
 */
enum RunTable {
  /** u32 height less the run's first: of every subject in turn, ascending. */
  HEIGHTS(4),
  /** By id: the id, u32 height less the run's first, u32 position in the block. */
  TRANSACTIONS(Hash.BYTES + 8),
  /** By subject, each once: the subject, u32 number of its first entry in HEIGHTS, u32 how many. */
  SUBJECTS(Hash.BYTES + 8);

  private final int entryBytes;
  private final int entriesPerPage;

  RunTable(int entryBytes) {
    this.entryBytes = entryBytes;
    this.entriesPerPage = RunPage.ROOM / entryBytes;
  }

  int entryBytes() {
    return entryBytes;
  }

  /** An entry never stands across two pages. */
  int entriesPerPage() {
    return entriesPerPage;
  }

  long pages(long entries) {
    return (entries + entriesPerPage - 1) / entriesPerPage;
  }
}
