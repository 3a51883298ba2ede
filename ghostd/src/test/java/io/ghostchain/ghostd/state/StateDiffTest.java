package io.ghostchain.ghostd.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.testkit.Property;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
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

  @Test
  void aValueThatIsWrittenBackAsItWasIsNoChange() {
    StateView below = key -> key.equals(A) ? Bytes.utf8("old") : null;
    StateOverlay overlay = new StateOverlay(below);
    overlay.put(A, Bytes.utf8("new"));
    overlay.put(A, Bytes.utf8("old"));
    overlay.put(B, Bytes.utf8("made"));
    overlay.delete(B);
    assertEquals(StateDiff.EMPTY, overlay.diff());
  }

  @Test
  void anOverlayOnAnOverlayCommitsIntoItOrIsDropped() {
    StateOverlay block = new StateOverlay(StateView.EMPTY);
    StateOverlay kept = new StateOverlay(block);
    kept.put(A, Bytes.utf8("1"));
    kept.commitTo(block);
    StateOverlay dropped = new StateOverlay(block);
    dropped.delete(A);
    assertEquals(null, dropped.get(A));
    assertEquals(Bytes.utf8("1"), block.get(A));
    assertEquals(1, block.diff().changes().size());
  }
}
