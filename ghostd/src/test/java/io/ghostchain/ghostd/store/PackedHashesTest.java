package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

class PackedHashesTest {
  @Property(cases = 50)
  void everyHashIsKeptOnceInTheOrderInWhichItCame(RandomGenerator random) {
    Set<Hash> expected = new LinkedHashSet<>();
    var packed = new PackedHashes();
    for (int i = random.nextInt(500); i > 0; i--) {
      Hash hash = hash(random);
      assertEquals(expected.contains(hash), packed.contains(hash));
      expected.add(hash);
      packed.add(hash);
    }
    assertEquals(expected.size(), packed.count());
    byte[] bytes = new byte[Hash.BYTES + 3];
    int number = 0;
    for (Hash hash : expected) {
      packed.write(number++, bytes, 3);
      assertEquals(hash, Hash.read(bytes, 3));
    }
    for (int i = 0; i < 100; i++) {
      Hash other = hash(random);
      assertEquals(expected.contains(other), packed.contains(other));
    }
  }

  private static Hash hash(RandomGenerator random) {
    byte[] bytes = new byte[Hash.BYTES];
    bytes[random.nextInt(Hash.BYTES)] = (byte) random.nextInt(20);
    return Hash.of(bytes);
  }
}
