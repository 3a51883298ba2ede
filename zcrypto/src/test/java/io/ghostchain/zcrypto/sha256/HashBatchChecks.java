package io.ghostchain.zcrypto.sha256;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** What every way of hashing a batch must do; the JDK says what is right. */
public final class HashBatchChecks {
  private HashBatchChecks() {}

  /** A batch that hashes side by side from a group of so many on. */
  public static HashBatch batch(Sha256Lanes lanes, int groupMin) {
    LanesInUse inUse = new LanesInUse();
    inUse.use(lanes, groupMin);
    return new HashBatch(inUse);
  }

  /** The examples of FIPS 180-2, appendix B, sixteen times each. */
  public static void examples(HashBatch batch) {
    byte[][] messages = {
      "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII)
    };
    String[] digests = {
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    };
    byte[] out = new byte[32 * 32];
    for (int i = 0; i < 32; i++) {
      byte[] message = messages[i % 2];
      batch.add(message, 0, message.length, out, 32 * i);
    }
    batch.run();
    for (int i = 0; i < 32; i++) {
      assertEquals(digests[i % 2], HexFormat.of().formatHex(out, 32 * i, 32 * i + 32));
    }
  }

  /** Every length up to some blocks, with and without a prefix. */
  public static void everyLength(HashBatch batch) throws Exception {
    byte[] source = new byte[1_000];
    new SplittableRandom(1).nextBytes(source);
    for (int prefix : new int[] {HashBatch.NO_PREFIX, 0, 1, 0xff}) {
      byte[] out = new byte[400 * 32];
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int length = 0; length < 400; length++) {
        batch.add(prefix, source, length, length, out, 32 * length);
        expected.write(digest(prefix, source, length, length));
      }
      batch.run();
      assertArrayEquals(expected.toByteArray(), out);
    }
  }

  /** Batches of every size up to some groups, and larger than fits at once; then it is empty. */
  public static void everySize(HashBatch batch) throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    byte[] source = new byte[5_000];
    random.nextBytes(source);
    List<Integer> sizes = new ArrayList<>();
    for (int size = 0; size < 70; size++) {
      sizes.add(size);
    }
    sizes.add(10_000);
    for (int size : sizes) {
      byte[] out = new byte[(size + 1) * 32];
      byte[] expected = new byte[(size + 1) * 32];
      for (int i = 0; i < size; i++) {
        int prefix = random.nextInt(-1, 3);
        int length = random.nextInt(4) == 0 ? random.nextInt(4_000) : 64;
        int offset = random.nextInt(source.length - length);
        batch.add(prefix, source, offset, length, out, 32 * i);
        System.arraycopy(digest(prefix, source, offset, length), 0, expected, 32 * i, 32);
      }
      batch.run();
      assertArrayEquals(expected, out, "a batch of " + size);
      batch.run();
      assertArrayEquals(expected, out);
    }
  }

  private static byte[] digest(int prefix, byte[] source, int offset, int length) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    if (prefix != HashBatch.NO_PREFIX) {
      digest.update((byte) prefix);
    }
    digest.update(source, offset, length);
    return digest.digest();
  }
}
