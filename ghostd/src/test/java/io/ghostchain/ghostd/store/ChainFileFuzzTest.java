package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Validator;
import io.ghostchain.zcrypto.SignatureScheme;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The one file that ghostd takes from strangers: whole, or refused with an offset. */
class ChainFileFuzzTest {
  @FuzzTest
  void anyBytesAreAChainOrAreRefused(byte[] bytes) throws IOException {
    try {
      read(bytes);
    } catch (CorruptStoreException refused) {
      assertTrue(String.valueOf(refused.getMessage()).startsWith("x: offset "));
    }
  }

  @Test
  void whatWasWrittenIsReadAndEveryDamageIsRefused() throws IOException {
    var chain = new SampleChain(new Random(3));
    List<FinalBlock> blocks = new ArrayList<>();
    var out = new ByteArrayOutputStream();
    var writer = new ChainFile.Writer(out, genesis());
    for (int i = 0; i < 4; i++) {
      FinalBlock block = chain.next();
      blocks.add(block);
      writer.add(block);
    }
    assertEquals(4, writer.finish());
    byte[] whole = out.toByteArray();
    List<ChainFile.Entry> entries = read(whole);
    for (int i = 0; i < 4; i++) {
      assertEquals(blocks.get(i).block(), entries.get(i).block());
      assertEquals(blocks.get(i).certificate(), entries.get(i).certificate());
      assertEquals(blocks.get(i).witnesses(), entries.get(i).witnesses());
    }
    for (int at = 0; at < whole.length; at += 61) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      expectRefused(flipped);
      expectRefused(Arrays.copyOf(whole, at));
    }
    expectRefused(Arrays.copyOf(whole, whole.length + 1));
  }

  private static void expectRefused(byte[] bytes) throws IOException {
    try {
      read(bytes);
    } catch (CorruptStoreException refused) {
      return;
    }
    throw new AssertionError("damage was read as a chain");
  }

  private static List<ChainFile.Entry> read(byte[] bytes) throws IOException {
    var reader = new ChainFile.Reader("x", new ByteArrayInputStream(bytes));
    List<ChainFile.Entry> entries = new ArrayList<>();
    for (Optional<ChainFile.Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
      entries.add(next.get());
    }
    return entries;
  }

  private static Genesis genesis() {
    var key = SignatureScheme.ML_DSA_44.generate().publicKey();
    return new Genesis(
        1,
        7,
        "sample",
        0,
        new GenesisAsset("GCC", "Coin", 18),
        new GenesisAsset("SPIRIT", "Spirit", 6),
        List.of(),
        List.of(new Validator(key, Amount.of(1))),
        Parameters.DEFAULTS,
        false,
        false);
  }
}
