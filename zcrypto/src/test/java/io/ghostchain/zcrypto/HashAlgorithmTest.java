package io.ghostchain.zcrypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.Property;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashAlgorithmTest {
  /** The answers for "abc" of FIPS 180-4 and FIPS 202, the Keccak team and BLAKE3's. */
  @ParameterizedTest
  @CsvSource({
    "SHA_256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA_384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "SHA_512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "SHA_512_256, 53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
    "SHA3_256, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    "SHA3_512, b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
    "KECCAK_256, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    "BLAKE3, 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
  })
  void abcHasThePublishedDigest(HashAlgorithm algorithm, String digest) {
    assertEquals(digest, HexFormat.of().formatHex(algorithm.hash("abc".getBytes(US_ASCII))));
  }

  @ParameterizedTest
  @CsvSource({
    "SHAKE_128, 7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26",
    "SHAKE_256, 46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f",
  })
  void theEmptyMessageHasThePublishedOutput(Xof xof, String output) {
    assertEquals(output, HexFormat.of().formatHex(xof.hash(32)));
  }

  @Property(cases = 20)
  void piecesGiveTheDigestOfTheWhole(RandomGenerator random) {
    byte[] message = new byte[random.nextInt(5000)];
    random.nextBytes(message);
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      Hasher hasher = algorithm.hasher();
      hasher.update(new byte[] {1}).digest();
      for (int at = 0; at < message.length; ) {
        int length = Math.min(1 + random.nextInt(300), message.length - at);
        hasher.update(message, at, length);
        at += length;
      }
      byte[] digest = hasher.digest();
      assertArrayEquals(algorithm.hash(message), digest, algorithm.name());
      assertEquals(algorithm.bytes(), digest.length);
    }
  }

  @Property(cases = 20)
  void outputMayBeTakenInPieces(RandomGenerator random) {
    byte[] message = new byte[random.nextInt(2000)];
    random.nextBytes(message);
    int cut = random.nextInt(300);
    for (Xof xof : Xof.values()) {
      XofHasher hasher = xof.hasher().update(message);
      byte[] first = hasher.squeeze(cut);
      byte[] second = hasher.squeeze(300 - cut);
      byte[] whole = xof.hash(300, message);
      assertArrayEquals(Arrays.copyOf(whole, cut), first, xof.name());
      assertArrayEquals(Arrays.copyOfRange(whole, cut, 300), second, xof.name());
    }
  }

  @Test
  void inputAfterOutputIsRefused() {
    XofHasher hasher = Xof.SHAKE_256.hasher();
    assertEquals(1, hasher.squeeze(1).length);
    assertThrows(IllegalStateException.class, () -> hasher.update(new byte[1]));
  }
}
