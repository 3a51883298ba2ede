package io.ghostchain.ghostd.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.testkit.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateDiffTest {
  private static final StateKey A = new StateKey(Bytes.utf8("a"));
  private static final StateKey B = new StateKey(Bytes.utf8("b"));
  private static final StateDiff DIFF =
      new StateDiff(
          List.of(new StateDiff.Change(A, Bytes.utf8("value")), new StateDiff.Change(B, null)));

  @Test
  void theEncodingIsPinned() {
    assertEquals(
        "00000002" + "0161" + "00000005" + "76616c7565" + "0162" + "00000000",
        Bytes.of(DIFF.encode()).hex());
    assertEquals(DIFF, StateDiff.decode(DIFF.encode()));
    assertEquals(StateDiff.EMPTY, StateDiff.decode(StateDiff.EMPTY.encode()));
  }

  /** Every truncation and many flips: refused as what they are, or the one encoding of a diff. */
  @Property(cases = 300)
  void brokenBytesAreRefusedAndNothingElseIsThrown(RandomGenerator random) {
    byte[] bytes = DIFF.encode();
    if (random.nextBoolean()) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
    }
    for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    StateDiff decoded;
    try {
      decoded = StateDiff.decode(bytes);
    } catch (IllegalArgumentException expected) {
      return;
    }
    assertArrayEquals(bytes, decoded.encode());
  }

  @Test
  void aCountThatTheBytesCannotHoldIsRefusedBeforeAnythingIsAllocated() {
    byte[] bytes = {0x7f, -1, -1, -1};
    assertThrows(IllegalArgumentException.class, () -> StateDiff.decode(bytes));
  }

  @Test
  void keysAreAscendingAndDistinct() {
    var a = new StateDiff.Change(A, null);
    var b = new StateDiff.Change(B, null);
    assertThrows(IllegalArgumentException.class, () -> new StateDiff(List.of(b, a)));
    assertThrows(IllegalArgumentException.class, () -> new StateDiff(List.of(a, a)));
  }

  /** Keys that begin alike, and keys shorter than what is compared first. */
  @Property(cases = 100)
  void changesInAnyOrderAreSorted(RandomGenerator random) {
    Map<StateKey, StateDiff.Change> ascending = new TreeMap<>();
    List<StateDiff.Change> any = new ArrayList<>();
    for (int i = random.nextInt(300); i > 0; i--) {
      byte[] bytes = new byte[random.nextInt(1, 9)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) (random.nextInt(3) * (at == 0 ? 50 : 100));
      }
      var change = new StateDiff.Change(new StateKey(Bytes.of(bytes)), null);
      if (ascending.putIfAbsent(change.key(), change) == null) {
        any.add(change);
      }
    }
    assertEquals(List.copyOf(ascending.values()), StateDiff.sorted(any).changes());
  }

  @Test
  void aValueThatIsWrittenBackAsItWasIsNoChange() {
    StateView below = key -> key.equals(A) ? Bytes.utf8("old") : null;
    StateOverlay overlay = new StateOverlay(below);
    overlay.put(A, Bytes.utf8("new"));
    overlay.put(A, Bytes.utf8("old"));
    overlay.put(B, Bytes.utf8("made"));
    overlay.delete(B);
    assertEquals(StateDiff.EMPTY, overlay.diff((key, value, record) -> {}));
  }

  @Test
  void aRollBackTakesBackWhatWasChangedSinceItsMark() {
    StateOverlay block = new StateOverlay(key -> key.equals(B) ? Bytes.utf8("below") : null);
    block.put(A, Bytes.utf8("1"));
    block.keep();
    int transaction = block.mark();
    block.put(A, Bytes.utf8("2"));
    block.delete(B);
    int call = block.mark();
    block.put(A, Bytes.utf8("3"));
    block.put(B, Bytes.utf8("4"));
    block.rollBack(call);
    assertEquals(Bytes.utf8("2"), block.get(A));
    assertNull(block.get(B));
    block.put(B, Bytes.utf8("5"));
    block.rollBack(transaction);
    assertEquals(Bytes.utf8("1"), block.get(A));
    assertEquals(Bytes.utf8("below"), block.get(B));
    assertEquals(
        new StateDiff(List.of(new StateDiff.Change(A, Bytes.utf8("1")))),
        block.diff((key, value, record) -> {}));
  }

  /** Against a map that is copied at every mark. */
  @Property(cases = 200)
  void marksNestInAnyOrder(RandomGenerator random) {
    StateView below = key -> key.equals(B) ? Bytes.utf8("below") : null;
    StateOverlay overlay = new StateOverlay(below);
    Map<StateKey, @Nullable Bytes> model = new TreeMap<>();
    List<Integer> marks = new ArrayList<>();
    List<Map<StateKey, @Nullable Bytes>> models = new ArrayList<>();
    StateKey[] keys = {A, B, new StateKey(Bytes.utf8("c"))};
    for (int step = random.nextInt(60); step > 0; step--) {
      StateKey key = keys[random.nextInt(keys.length)];
      switch (random.nextInt(6)) {
        case 0 -> {
          overlay.delete(key);
          model.put(key, null);
        }
        case 1 -> {
          marks.add(overlay.mark());
          models.add(new TreeMap<>(model));
        }
        case 2 -> {
          if (!marks.isEmpty()) {
            int to = random.nextInt(marks.size());
            overlay.rollBack(marks.get(to));
            model = models.get(to);
            marks.subList(to, marks.size()).clear();
            models.subList(to, models.size()).clear();
          }
        }
        case 3 -> {
          if (random.nextInt(4) == 0) {
            overlay.keep();
            marks.clear();
            models.clear();
          }
        }
        default -> {
          Bytes value = Bytes.of((byte) random.nextInt(3));
          overlay.put(key, value);
          model.put(key, value);
        }
      }
      for (StateKey each : keys) {
        Bytes expected = model.containsKey(each) ? model.get(each) : below.get(each);
        assertEquals(expected, overlay.get(each));
      }
    }
  }
}
