package io.ghostchain.ghostd.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StateTreeTest {
  private static final int KEPT = 3;

  @Test
  void anEmptyTreeHasTheZeroRoot() {
    assertEquals(Hash.ZERO, new StateTree(1).root());
  }

  @Test
  void oneKeyIsItsLeaf() {
    StateTree tree = new StateTree(1);
    TreeBatch batch = new TreeBatch(1);
    batch.put(Bytes.utf8("key"), Bytes.utf8("value"));
    Hash leaf =
        Hash.sha256(
            new byte[1],
            Hash.sha256("key".getBytes(UTF_8)).bytes(),
            Hash.sha256("value".getBytes(UTF_8)).bytes());
    assertEquals(leaf, tree.apply(batch));
  }

  @Test
  void aKeyChangedTwiceInABatchIsOurBug() {
    TreeBatch batch = new TreeBatch(2);
    batch.put(Bytes.of((byte) 1), Bytes.of((byte) 1));
    batch.remove(Bytes.of((byte) 1));
    StateTree tree = new StateTree(1);
    assertThrows(IllegalStateException.class, () -> tree.apply(batch));
  }

  /** Batches of every size, removals and no-ops included, on trees of one key to thousands. */
  @Property(cases = 40)
  void rootsAndPathsAreThoseOfTheNaiveTreeAtEveryVersionKept(RandomGenerator random) {
    int keys = 1 << random.nextInt(1, 12);
    agreesWithTheNaiveTree(random, random.ints(keys).mapToObj(StateTreeTest::hashed).toList());
  }

  /** As an attacker would choose them who can find keys whose hashes begin alike. */
  @Property(cases = 20)
  void keysWithLongCommonPrefixesChangeNothing(RandomGenerator random) {
    byte[] base = hashed(random.nextInt()).bytes();
    List<Hash> keys = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] key = base.clone();
      int bit = random.nextInt(256);
      key[bit / 8] ^= (byte) (0x80 >>> bit % 8);
      keys.add(Hash.of(key));
    }
    agreesWithTheNaiveTree(random, keys);
  }

  private static void agreesWithTheNaiveTree(RandomGenerator random, List<Hash> keys) {
    StateTree tree = new StateTree(KEPT);
    List<SortedMap<Hash, Hash>> versions = new ArrayList<>();
    versions.add(new TreeMap<>());
    for (int block = 0; block < 10; block++) {
      if (tree.batchesBack() > 0 && random.nextInt(4) == 0) {
        tree.undo();
        versions.removeLast();
      }
      var next = new TreeMap<>(versions.getLast());
      tree.apply(randomBatch(random, next, keys));
      versions.add(next);
      assertEquals(next.size(), tree.size());
      for (int back = 0; back <= tree.batchesBack(); back++) {
        NaiveTree naive = new NaiveTree(versions.get(versions.size() - 1 - back));
        assertEquals(naive.root(), tree.root(back), "root " + back + " back");
        Hash present = keys.get(random.nextInt(keys.size()));
        assertEquals(naive.path(present), tree.path(back, present), "path " + back + " back");
        Hash unseen = hashed(random.nextInt());
        assertEquals(naive.path(unseen), tree.path(back, unseen), "path " + back + " back");
      }
    }
  }

  @Property(cases = 10)
  void aTreeEmptiedAgainHasTheZeroRoot(RandomGenerator random) {
    StateTree tree = new StateTree(1);
    TreeBatch insertions = new TreeBatch(0);
    TreeBatch removals = new TreeBatch(0);
    int keys = random.nextInt(1, 8_000);
    for (int i = 0; i < keys; i++) {
      Bytes key = Bytes.utf8(Integer.toString(i));
      insertions.put(key, key);
      removals.remove(key);
    }
    tree.apply(insertions);
    assertEquals(keys, tree.size());
    tree.apply(removals);
    assertEquals(Hash.ZERO, tree.root());
    assertEquals(0, tree.size());
  }

  /** So large that the room for hashing it is given back afterwards. */
  @Test
  void oneLargeBatchGivesTheRootOfManySmallOnesAndTheTreeGoesOn() {
    int keys = 40_000;
    StateTree atOnce = new StateTree(1);
    StateTree inParts = new StateTree(1);
    for (int round = 0; round < 2; round++) {
      TreeBatch all = new TreeBatch(keys);
      for (int from = 0; from < keys; from += 1_000) {
        TreeBatch part = new TreeBatch(1_000);
        for (int i = from; i < from + 1_000; i++) {
          Bytes key = Bytes.utf8(Integer.toString(i));
          Bytes value = Bytes.utf8(Integer.toString(i + round));
          all.put(key, value);
          part.put(key, value);
        }
        inParts.apply(part);
      }
      assertEquals(inParts.root(), atOnce.apply(all));
    }
  }

  @Test
  void itAnswersForTheBatchesItKeepsAndNoMore() {
    StateTree tree = new StateTree(2);
    for (int i = 0; i < 5; i++) {
      tree.apply(new TreeBatch(0));
    }
    assertEquals(Hash.ZERO, tree.root(2));
    assertThrows(IllegalArgumentException.class, () -> tree.root(3));
    tree.undo();
    tree.undo();
    assertThrows(IllegalStateException.class, tree::undo);
  }

  private static TreeBatch randomBatch(
      RandomGenerator random, SortedMap<Hash, Hash> content, List<Hash> keys) {
    int changes = random.nextInt(keys.size() + 1);
    var chosen = new TreeSet<Hash>();
    for (int i = 0; i < changes; i++) {
      chosen.add(keys.get(random.nextInt(keys.size())));
    }
    TreeBatch batch = new TreeBatch(random.nextInt(changes + 1));
    for (Hash key : chosen) {
      if (random.nextInt(3) == 0) {
        content.remove(key);
        batch.putHashes(key, Hash.ZERO);
      } else {
        Hash value = hashed(random.nextInt(3));
        content.put(key, value);
        batch.putHashes(key, value);
      }
    }
    return batch;
  }

  private static Hash hashed(int number) {
    return Hash.sha256(Integer.toString(number).getBytes(UTF_8));
  }
}
