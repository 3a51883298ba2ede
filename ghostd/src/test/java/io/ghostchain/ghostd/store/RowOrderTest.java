package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

class RowOrderTest {
  private static final int ROW_BYTES = 40;

  private final RowOrder order = new RowOrder();

  /** Few different bytes anywhere, so that hashes are equal, or differ at every place. */
  @Property(cases = 50)
  void rowsAreSortedAndEqualOnesStayInOrder(RandomGenerator random) {
    for (int round = 0; round < 3; round++) {
      int count = random.nextInt(2000);
      byte[] rows = new byte[count * ROW_BYTES];
      order.clear(count);
      for (int i = 0; i < count; i++) {
        for (int j = random.nextInt(3); j > 0; j--) {
          rows[i * ROW_BYTES + random.nextInt(Hash.BYTES)] = (byte) (random.nextInt(3) * 127);
        }
        rows[i * ROW_BYTES + Hash.BYTES + random.nextInt(8)] = (byte) random.nextInt();
        order.add(rows, i * ROW_BYTES);
      }
      order.sort(rows);
      List<Integer> expected =
          IntStream.range(0, count)
              .mapToObj(i -> i * ROW_BYTES)
              .sorted(
                  Comparator.comparing((Integer at) -> Hash.read(rows, at)).thenComparing(at -> at))
              .toList();
      assertEquals(count, order.count());
      assertEquals(expected, IntStream.range(0, count).mapToObj(order::at).toList());
    }
  }
}
