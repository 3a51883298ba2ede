package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.Property;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class SipHashTest {
  @Property(cases = 500)
  void itAgreesWithBouncyCastle(RandomGenerator random) {
    long k0 = random.nextLong();
    long k1 = random.nextLong();
    byte[] array = new byte[200];
    random.nextBytes(array);
    int offset = random.nextInt(array.length);
    int length = random.nextInt(array.length - offset + 1);

    var oracle = new org.bouncycastle.crypto.macs.SipHash(1, 3);
    ByteBuffer key = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    oracle.init(new KeyParameter(key.putLong(k0).putLong(k1).array()));
    oracle.update(array, offset, length);
    assertEquals(oracle.doFinal(), new SipHash(k0, k1).hash(array, offset, length));
  }

  @Test
  void aRandomKeyIsAnotherEachTime() {
    byte[] message = new byte[8];
    assertNotEquals(
        SipHash.withRandomKey().hash(message, 0, 8), SipHash.withRandomKey().hash(message, 0, 8));
  }

  @Test
  void bytesOutsideTheArrayAreRefused() {
    var hash = new SipHash(1, 2);
    assertThrows(IndexOutOfBoundsException.class, () -> hash.hash(new byte[8], 1, 8));
  }
}
