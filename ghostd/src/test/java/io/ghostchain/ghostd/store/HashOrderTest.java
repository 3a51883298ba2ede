package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashOrderTest {
  private final HashOrder order = new HashOrder();

  /** Few different bytes anywhere, so that hashes are equal, or differ at every place. */
  @Property(cases = 50)
  void hashesAreSortedAndEqualOnesStayInOrder(RandomGenerator random) {
    for (int round = 0; round < 3; round++) {
      Hash[] hashes = new Hash[1 + random.nextInt(2000)];
      for (int i = 0; i < hashes.length; i++) {
        byte[] bytes = new byte[Hash.BYTES];
        for (int j = random.nextInt(3); j > 0; j--) {
          bytes[random.nextInt(Hash.BYTES)] = (byte) (random.nextInt(3) * 127);
        }
        hashes[i] = Hash.of(bytes);
      }
      int count = random.nextInt(hashes.length + 1);
      order.sort(hashes, count);
      List<Integer> expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparing((Integer i) -> hashes[i]).thenComparing(i -> i))
              .toList();
      assertEquals(expected, IntStream.range(0, count).mapToObj(order::at).toList());
    }
  }

  @Test
  void moreThanItCanNumberIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> order.sort(new Hash[0], HashOrder.ENTRIES_MAX + 1));
  }
}
