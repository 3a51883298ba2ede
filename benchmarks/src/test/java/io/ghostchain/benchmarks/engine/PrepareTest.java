package io.ghostchain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.benchmarks.load.Workload;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrepareTest {
  @TempDir private Path data;

  private static final List<String> SMALL =
      List.of("--senders", "4", "--accounts", "1000", "--count", "10");

  private void prepare(String... more) throws Exception {
    Prepare.run(Options.parse(Stream.concat(SMALL.stream(), Stream.of(more)).toList()), data);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aLoadIsSignedOnceInWholeTurnsAndServesShorterOnes() throws Exception {
    prepare();
    List<String> first = files();
    assertEquals(1, first.size());
    assertTrue(first.getFirst().endsWith("-12-1-1000-1.signed"), first.getFirst());
    prepare("--count", "4");
    assertEquals(first, files());
    prepare("--count", "13");
    assertEquals(2, files().size());
  }

  @Test
  void whatIsSignedFindsTheStateOfItsChainValid() throws Exception {
    Opened opened = new Opened(Workload.w1().withSenders(100), 1_000);
    try (SignedLoad load = opened.load(2, 0, 2, data)) {
      ChainState state = BareState.of(opened, opened.freshIn(2));
      var checker = new Checker(load, opened.chain().genesis());
      Verifier byScheme = PublicKey::verify;
      assertEquals(
          200, checker.all(state.newest(), checker.terms(1), 0, load.size(), byScheme).size());
    }
  }

  @Test
  void theInvalidShareDoesNotVerifyAndDecodes() throws Exception {
    Opened opened = new Opened(Workload.w0().withSenders(4), 1_000);
    try (SignedLoad good = opened.load(1, 0, 1, data);
        SignedLoad bad = opened.load(1, 1, 1, data)) {
      assertArrayEquals(good.body(0).copy(), bad.body(0).copy());
      assertFalse(good.witness(0).equals(bad.witness(0)));
      ChainState state = BareState.of(opened, 0);
      var checker = new Checker(bad, opened.chain().genesis());
      assertEquals(1, checker.rules(state.newest(), checker.terms(1), 0, 1).size());
      var refused =
          assertThrows(
              IllegalStateException.class,
              () -> checker.all(state.newest(), checker.terms(1), 0, 1, PublicKey::verify));
      assertEquals("a signature of the load does not verify", String.valueOf(refused.getMessage()));
    }
  }

  @Test
  void wrongOptionsAreToldWithWhatWasExpected() {
    for (List<String> words :
        List.of(
            List.of("--workload", "W9"),
            List.of("--count", "many"),
            List.of("--invalid", "2"),
            List.of("--accounts", "1500"),
            List.of("--turns", "1"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> prepare(words.toArray(String[]::new)),
          words::toString);
    }
  }
}
