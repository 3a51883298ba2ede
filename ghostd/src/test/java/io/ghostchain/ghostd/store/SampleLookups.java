package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Blocks as look-ups see them, beside plain maps of the same: ids that are hashes, and subjects of
 * every kind that is hard to find, which are the same again and again, or differ in the last bytes.
 */
final class SampleLookups {
  static final Hash GENESIS = Hash.sha256(new byte[] {9});

  private final RandomGenerator random;
  private final Map<Hash, TxLocation> transactions = new HashMap<>();
  private final Map<Hash, TreeSet<Long>> heights = new HashMap<>();
  private final List<Hash> hashes = new ArrayList<>();
  private final List<Hash> strangers = new ArrayList<>();
  private final List<Made> blocks = new ArrayList<>();
  private long height;

  SampleLookups(RandomGenerator random) {
    this.random = random;
    strangers.add(Hash.ZERO);
    byte[] ones = new byte[Hash.BYTES];
    Arrays.fill(ones, (byte) -1);
    strangers.add(Hash.of(ones));
    for (int i = 0; i < 20; i++) {
      strangers.add(hash());
    }
  }

  /** A block that was made. */
  record Made(long height, List<Hash> ids, Set<Hash> subjects) {}

  /** All blocks. */
  List<Made> blocks() {
    return blocks;
  }

  /** The height of the newest block. */
  long height() {
    return height;
  }

  /** The hash of a block. */
  Hash hash(long height) {
    return hashes.get((int) height - 1);
  }

  /** The next blocks, each with up to so many transactions. */
  List<YoungLookups.Block> next(int blocks, int transactionsMax) {
    List<YoungLookups.Block> made = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      made.add(next(random.nextInt(transactionsMax + 1)));
    }
    return made;
  }

  /** Every id and subject is found as the maps have it, and what none has is not. */
  void expectFound(LookupRuns runs) throws IOException {
    for (var entry : transactions.entrySet()) {
      Optional<TxLocation> expected =
          entry.getValue().height() <= runs.reach()
              ? Optional.of(entry.getValue())
              : Optional.empty();
      assertEquals(expected, runs.transaction(entry.getKey()));
    }
    for (Hash stranger : strangers) {
      assertEquals(Optional.empty(), runs.transaction(stranger));
      assertEquals(Optional.empty(), runs.nextEvent(Set.of(stranger), 1, height));
    }
    for (Hash subject : heights.keySet()) {
      expectEvents(runs, Set.of(subject), 1, height);
      long from = 1 + random.nextLong(height);
      expectEvents(runs, Set.of(subject), from, from + random.nextLong(height));
    }
  }

  private void expectEvents(LookupRuns runs, Set<Hash> subjects, long from, long to)
      throws IOException {
    Optional<Long> expected =
        subjects.stream()
            .flatMap(subject -> heights.getOrDefault(subject, new TreeSet<>()).stream())
            .filter(at -> from <= at && at <= Math.min(to, runs.reach()))
            .min(Long::compare);
    assertEquals(expected, runs.nextEvent(subjects, from, to));
  }

  private YoungLookups.Block next(int count) {
    height++;
    List<Hash> ids = new ArrayList<>();
    Set<Hash> subjects = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Hash id = hash();
      transactions.put(id, new TxLocation(height, i));
      ids.add(id);
      if (random.nextInt(8) == 0) {
        strangers.add(neighbour(id));
      }
      subjects.add(subject());
      subjects.add(subject());
    }
    subjects.forEach(subject -> heights.computeIfAbsent(subject, s -> new TreeSet<>()).add(height));
    hashes.add(hash());
    var packed = new PackedHashes();
    subjects.forEach(packed::add);
    blocks.add(new Made(height, ids, subjects));
    return new YoungLookups.Block(height, hashes.getLast(), ids, packed);
  }

  private Hash subject() {
    return switch (random.nextInt(4)) {
      case 0 -> hash();
      case 1 -> SampleChain.account(1 + random.nextInt(5)).hash();
      case 2 -> {
        // As the EVM's accounts are: twelve zero bytes first.
        byte[] id = new byte[Hash.BYTES];
        id[12] = (byte) random.nextInt(3);
        id[20 + random.nextInt(12)] = (byte) (1 + random.nextInt(255));
        yield Hash.of(id);
      }
      default -> {
        byte[] id = new byte[Hash.BYTES];
        id[0] = (byte) 0x80;
        id[31] = (byte) random.nextInt(200);
        yield Hash.of(id);
      }
    };
  }

  private Hash hash() {
    byte[] bytes = new byte[Hash.BYTES];
    random.nextBytes(bytes);
    return Hash.of(bytes);
  }

  private static Hash neighbour(Hash hash) {
    byte[] bytes = hash.bytes();
    bytes[Hash.BYTES - 1] ^= 1;
    return Hash.of(bytes);
  }
}
