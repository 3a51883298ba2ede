package io.ghostchain.ghostd.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainStateTest {
  private static final int KEPT = 3;

  /** Presence and absence alike, against the root of each height that is kept. */
  @Property(cases = 40)
  void everyHeightKeptIsReadAndProvedAsItWas(RandomGenerator random) throws Exception {
    List<Map<StateKey, Bytes>> heights = new ArrayList<>();
    heights.add(new TreeMap<>());
    StateDiff content = randomDiff(random, heights.getFirst(), 60);
    ChainState state = new ChainState(10, content, KEPT);
    for (int block = 0; block < 12; block++) {
      if (state.oldestHeight() < state.tip().height() && random.nextInt(4) == 0) {
        state.undo();
        heights.removeLast();
      }
      var next = new TreeMap<>(heights.getLast());
      StateDiff diff = randomDiff(random, next, 12);
      assertEquals(state.apply(diff), state.tip().root());
      heights.add(next);
      for (long height = state.oldestHeight(); height <= state.tip().height(); height++) {
        int back = (int) (state.tip().height() - height);
        Map<StateKey, Bytes> expected = heights.get(heights.size() - 1 - back);
        Hash root = state.root(height);
        for (int i = 0; i < 70; i += 1 + random.nextInt(5)) {
          StateKey key = key(i);
          @Nullable Bytes value = expected.get(key);
          assertEquals(value, state.<@Nullable Bytes>read(height, view -> view.get(key)));
          StateProof proof = state.prove(height, key);
          assertEquals(value, proof.value());
          assertTrue(proof.verify(root));
          assertEquals(proof, StateProof.decode(proof.encode()));
        }
      }
    }
  }

  @Test
  void aProofOfOneHeightIsNoneOfAnother() throws Exception {
    ChainState state = new ChainState(0, diff(1, "a"), KEPT);
    state.apply(diff(1, "b"));
    assertTrue(state.prove(0, key(1)).verify(state.root(0)));
    assertFalse(state.prove(0, key(1)).verify(state.root(1)));
  }

  @Test
  void heightsThatAreNotKeptAreRefusedWithThoseThatAre() {
    ChainState state = new ChainState(5, StateDiff.EMPTY, 1);
    state.apply(diff(1, "a"));
    state.apply(diff(2, "a"));
    var old = assertThrows(StateNotKeptException.class, () -> state.prove(5, key(1)));
    assertEquals("expected a height from 6 to 7, got 5", old.getMessage());
    assertThrows(StateNotKeptException.class, () -> state.root(8));
    state.undo();
    assertThrows(IllegalStateException.class, state::undo);
  }

  @Test
  void aStateLoadedInPiecesHasTheRootOfTheWhole() {
    ChainState whole = new ChainState(3, diff(1, "a", 2, "b", 3, "c"), 1);
    ChainState pieces = new ChainState(3, 1);
    pieces.load(diff(3, "c"));
    pieces.load(diff(1, "a", 2, "b"));
    assertEquals(whole.tip(), pieces.tip());
    assertEquals(3, pieces.size());
    pieces.apply(diff(1, "x"));
    assertThrows(IllegalStateException.class, () -> pieces.load(diff(4, "d")));
  }

  /** A node that was synchronised and one that ran from the start agree. */
  @Property(cases = 20)
  void theRootAfterManyBlocksIsThatOfTheContentAlone(RandomGenerator random) {
    var content = new TreeMap<StateKey, Bytes>();
    ChainState state = new ChainState(0, StateDiff.EMPTY, KEPT);
    for (int i = 0; i < 30; i++) {
      state.apply(randomDiff(random, content, 100));
    }
    ChainState fresh = new ChainState(30, sorted(content), KEPT);
    assertEquals(fresh.tip(), state.tip());
  }

  private static StateDiff randomDiff(
      RandomGenerator random, Map<StateKey, Bytes> content, int changes) {
    var changed = new TreeMap<StateKey, @Nullable Bytes>();
    for (int i = 0; i < changes; i++) {
      StateKey key = key(random.nextInt(64));
      if (random.nextInt(3) == 0) {
        content.remove(key);
        changed.put(key, null);
      } else {
        Bytes value = Bytes.utf8("value " + random.nextInt(5));
        content.put(key, value);
        changed.put(key, value);
      }
    }
    return sorted(changed);
  }

  private static StateDiff diff(Object... keysAndValues) {
    var changes = new TreeMap<StateKey, @Nullable Bytes>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      changes.put(key((Integer) keysAndValues[i]), Bytes.utf8((String) keysAndValues[i + 1]));
    }
    return sorted(changes);
  }

  private static StateDiff sorted(Map<StateKey, ? extends @Nullable Bytes> changes) {
    List<StateDiff.Change> list = new ArrayList<>();
    changes.forEach((key, value) -> list.add(new StateDiff.Change(key, value)));
    return StateDiff.sorted(list);
  }

  private static StateKey key(int number) {
    return new StateKey(Bytes.utf8("key " + number));
  }
}
