package io.ghostchain.ghostd.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.testkit.Property;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ValueTableTest {
  private final ValueTable table = new ValueTable();

  /** Keys and values of all lengths, set, set again and removed, against a map. */
  @Property(cases = 30)
  void itHoldsWhatAMapHolds(RandomGenerator random) {
    Map<StateKey, Bytes> model = new TreeMap<>();
    int keys = 1 << random.nextInt(13);
    int longest = random.nextInt(1, 2_000);
    for (int step = 0; step < 4 * keys; step++) {
      StateKey key = key(random.nextInt(keys), 4 + random.nextInt(2) * 124);
      if (random.nextInt(4) == 0) {
        assertEquals(model.remove(key), table.replace(key, null));
      } else {
        Bytes value = value(random, random.nextInt(1, longest + 1));
        assertEquals(model.put(key, value), table.replace(key, value));
      }
    }
    for (int i = 0; i < keys; i++) {
      for (int length : new int[] {4, 128}) {
        StateKey key = key(i, length);
        assertEquals(model.get(key), table.get(key));
        assertEquals(model.remove(key), table.replace(key, null));
        assertNull(table.get(key));
      }
    }
  }

  /** Values of another size leave their places; what is left behind is used again. */
  @Property(cases = 3)
  void whatIsGoneTakesNoMoreThanWhatIsThere(RandomGenerator random) {
    int keys = 5_000;
    for (int round = 0; round < 20; round++) {
      long live = 0;
      for (int i = 0; i < keys; i++) {
        int length = 20 + 40 * ((i + round) % 10);
        live += 8L * Math.ceilDiv(8 + 33 + length, 8);
        table.replace(key(i, 33), value(random, length));
      }
      long slots = 256 * 64 * Long.BYTES;
      long most = 2 * live + slots + 2 * 8 * RecordPages.PAGE_UNITS;
      assertTrue(table.bytes() <= most, table.bytes() + " bytes for " + live);
    }
  }

  @Test
  void aValueLargerThanAPageHasItsOwnAndGivesItUp() {
    StateKey key = key(1, 33);
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;
    long before = table.bytes();
    assertNull(table.replace(key, Bytes.of(large)));
    assertEquals(Bytes.of(large), table.get(key));
    assertTrue(table.bytes() - before >= large.length);
    assertEquals(Bytes.of(large), table.replace(key, Bytes.utf8("small")));
    assertEquals(Bytes.utf8("small"), table.get(key));
    assertEquals(before, table.bytes());
  }

  private static StateKey key(int number, int length) {
    byte[] key = new byte[length];
    ByteBuffer.wrap(key).putInt(0, number);
    return new StateKey(Bytes.of(key));
  }

  private static Bytes value(RandomGenerator random, int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    return Bytes.of(value);
  }
}
