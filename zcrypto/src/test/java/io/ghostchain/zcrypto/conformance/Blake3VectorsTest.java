package io.ghostchain.zcrypto.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import io.ghostchain.zcrypto.Blake3;
import io.ghostchain.zcrypto.HashAlgorithm;
import io.ghostchain.zcrypto.Xof;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** BLAKE3's own cases: 35 lengths of input in each of the three modes. */
class Blake3VectorsTest {
  @Test
  void hashKeyedHashAndKeyDerivation() {
    var file = new VectorFile("blake3/test_vectors.json");
    Json json = file.json();
    byte[] key = json.text("key").getBytes(US_ASCII);
    try (VectorRun run = file.run("BLAKE3 by Bouncy Castle")) {
      run.expect(3 * json.get("cases").size());
      for (Json test : json.get("cases")) {
        byte[] input = input(test.integer("input_len"));
        byte[] hash = test.hex("hash");
        run.ran();
        assertArrayEquals(hash, Xof.BLAKE3.hash(hash.length, input), test.path());
        assertArrayEquals(Arrays.copyOf(hash, 32), HashAlgorithm.BLAKE3.hash(input), test.path());
        byte[] keyed = test.hex("keyed_hash");
        run.ran();
        assertArrayEquals(
            keyed, Blake3.keyed(key).update(input).squeeze(keyed.length), test.path());
        byte[] derived = test.hex("derive_key");
        run.ran();
        assertArrayEquals(
            derived,
            Blake3.deriveKey(json.text("context_string")).update(input).squeeze(derived.length),
            test.path());
      }
    }
  }

  /** The file's note: bytes that count from 0 to 250 and begin again. */
  private static byte[] input(int length) {
    byte[] input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) (i % 251);
    }
    return input;
  }
}
