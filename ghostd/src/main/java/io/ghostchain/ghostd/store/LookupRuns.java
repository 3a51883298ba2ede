package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The runs of a folder: each covers the heights after the one before, and their levels fall. Of
 * every level at most {@link #FAN_IN} wait to become one of the next, so there are few, and an
 * entry is rewritten as often as its level is high.
 *
 * <p>Any thread looks up; one adds and merges.
 */
final class LookupRuns implements AutoCloseable {
  /** What a message about damage ends with. */
  static final String DELETABLE =
      " (the folder 'lookup' can be deleted: it is rebuilt from the chain's log)";

  static final int FAN_IN = 8;

  /** What is read at least for merges after each checkpoint: 16 MiB. */
  static final long TURN_PAGES = 4096;

  private final Disk disk;
  private final List<RunMerge> merges = new ArrayList<>();

  /** Held shared by every look-up, so that no run of {@link #runs} is closed under it. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private volatile List<Run> runs;

  private LookupRuns(Disk disk, List<Run> runs) {
    this.disk = disk;
    this.runs = runs;
  }

  /**
   * Opens what is there, and deletes what a merge left that did not come to its end.
   *
   * @throws CorruptStoreException if a run is missing, damaged, or of another chain
   */
  static LookupRuns open(Disk disk, Hash genesis) throws IOException {
    TreeMap<Long, Run.Range> ranges = new TreeMap<>();
    for (String name : disk.list()) {
      Run.Range range = Run.rangeOf(name);
      if (name.endsWith(Run.PART)) {
        disk.delete(name);
      } else if (range != null) {
        ranges.merge(range.from(), range, (one, other) -> one.contains(other) ? one : other);
      }
    }
    List<Run> runs = new ArrayList<>();
    try {
      long next = 1;
      for (Run.Range range : ranges.values()) {
        if (range.to() < next) {
          continue;
        }
        if (range.from() != next) {
          throw new CorruptStoreException(
              disk.path("")
                  + ": expected a run that begins at height "
                  + next
                  + ", the next begins at "
                  + range.from()
                  + DELETABLE);
        }
        Run run = Run.open(disk, Run.name(range));
        runs.add(run);
        if (!run.header().genesis().equals(genesis)) {
          throw new CorruptStoreException(
              disk.path(run.toString())
                  + ": expected a run of the chain "
                  + genesis
                  + ", it is of "
                  + run.header().genesis()
                  + DELETABLE);
        }
        next = range.to() + 1;
      }
      List<String> kept = runs.stream().map(Run::toString).toList();
      List<String> merged =
          disk.list().stream()
              .filter(name -> Run.rangeOf(name) != null && !kept.contains(name))
              .toList();
      if (!merged.isEmpty()) {
        // What they were merged into may have its name in memory only.
        disk.sync();
        for (String name : merged) {
          disk.delete(name);
        }
      }
    } catch (IOException | RuntimeException e) {
      runs.forEach(Run::close);
      throw e;
    }
    return new LookupRuns(disk, List.copyOf(runs));
  }

  /** What the runs cover, by ascending height. */
  List<RunHeader> headers() {
    return runs.stream().map(Run::header).toList();
  }

  /** The height up to which everything is in a run. */
  long reach() {
    return runs.isEmpty() ? 0 : runs.getLast().header().to();
  }

  Optional<TxLocation> transaction(Hash txId) throws IOException {
    lock.readLock().lock();
    try {
      // What is asked for is new more often than old.
      for (Run run : runs.reversed()) {
        Optional<TxLocation> location = run.transaction(txId);
        if (location.isPresent()) {
          return location;
        }
      }
      return Optional.empty();
    } catch (InternalError e) {
      throw unreadable(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The lowest height from {@code from} to {@code to} whose block names one of the subjects. */
  Optional<Long> nextEvent(Set<Hash> subjects, long from, long to) throws IOException {
    lock.readLock().lock();
    try {
      for (Run run : runs) {
        Optional<Long> lowest = Optional.empty();
        for (Hash subject : subjects) {
          Optional<Long> next = run.nextEvent(subject, from, lowest.orElse(to));
          lowest = next.isPresent() ? next : lowest;
        }
        if (lowest.isPresent()) {
          return lowest;
        }
      }
      return Optional.empty();
    } catch (InternalError e) {
      throw unreadable(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes the run that follows. */
  void add(Run run) {
    List<Run> more = new ArrayList<>(runs);
    more.add(run);
    replace(more);
  }

  /**
   * Works on the merges. Each does as much as it must to be done before half of the runs have come
   * that its next will be of, so it never falls behind and no turn is long; what is small is done
   * sooner.
   */
  void merge() throws IOException {
    beginMerges();
    long share = TURN_PAGES / Math.max(1, merges.size());
    for (RunMerge merge : List.copyOf(merges)) {
      int level = merge.inputs().getFirst().header().level();
      long runsUntilNext = 1L << Math.min(40, 3 * (level + 1));
      Run merged = merge.step(Math.max(share, 2 * merge.pages() / runsUntilNext));
      if (merged != null) {
        merges.remove(merge);
        merge.close();
        replaceBy(merged, merge.inputs());
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (RunMerge merge : merges) {
      merge.close();
    }
    merges.clear();
    lock.writeLock().lock();
    try {
      runs.forEach(Run::close);
      runs = List.of();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void beginMerges() throws IOException {
    for (int first = 0; first < runs.size(); ) {
      int level = runs.get(first).header().level();
      int end = first;
      while (end < runs.size() && runs.get(end).header().level() == level) {
        end++;
      }
      List<Run> oldest = runs.subList(first, Math.min(first + FAN_IN, end));
      if (oldest.size() == FAN_IN && !isMerging(oldest.getFirst()) && RunMerge.fits(oldest)) {
        merges.add(RunMerge.begin(disk, oldest));
      }
      first = end;
    }
  }

  private boolean isMerging(Run run) {
    return merges.stream().anyMatch(merge -> merge.inputs().contains(run));
  }

  private void replaceBy(Run merged, List<Run> inputs) throws IOException {
    List<Run> fewer = new ArrayList<>(runs);
    fewer.set(fewer.indexOf(inputs.getFirst()), merged);
    fewer.removeAll(inputs);
    replace(fewer);
    for (Run input : inputs) {
      input.close();
      input.delete();
    }
  }

  private void replace(List<Run> now) {
    lock.writeLock().lock();
    try {
      runs = List.copyOf(now);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The JVM's answer where a mapped page cannot be read. */
  private IOException unreadable(InternalError e) {
    return new IOException(disk.path("") + " cannot be read: " + e.getMessage(), e);
  }
}
