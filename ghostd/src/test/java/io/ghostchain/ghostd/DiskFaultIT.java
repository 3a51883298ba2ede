package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeServiceGrpc.NodeServiceBlockingStub;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.zcrypto.Hash;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, does not sync, tears what it writes or changes what it holds. A real ghostd
 * stops, or refuses to start, with the documented exit code and a message that names the file; what
 * a client was told is final is there once the fault is gone.
 */
class DiskFaultIT {
  private static final int FILE_BYTES = 128 << 10;
  private static final int GOOD_SYNCS = 24;
  private static final int PAGE_BYTES = 4096;
  private static final String SEGMENT = "chain/chain/chain-000000000000.seg";

  @TempDir static Path samples;

  /** A stopped node, and what its clients were told is final. */
  private static Path sample = Path.of("");

  private static final List<ByteString> SAMPLE_TOLD = new ArrayList<>();

  @TempDir Path folder;
  private Path home = Path.of("");
  private Path log = Path.of("");

  @BeforeAll
  static void makeSample() throws Exception {
    sample = samples.resolve("node");
    TestNode.init(sample);
    try (TestNode test = TestNode.start(sample, "store.checkpoint-interval=200ms")) {
      pay(test, new Payments(test.genesis()), 3, SAMPLE_TOLD);
    }
    // RocksDB writes the tables that it had in memory when it is opened again.
    TestNode.start(sample).close();
  }

  private static void pay(TestNode test, Payments payments, int count, List<ByteString> told) {
    for (int i = 0; i < count; i++) {
      ByteString id = test.stub().submit(payments.next(Payments.account(1), 1)).getTxId();
      assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, test.await(id).getStage());
      told.add(id);
    }
  }

  @BeforeEach
  void paths() {
    home = folder.resolve("node");
    log = folder.resolve("log");
  }

  @Test
  void onAFullDiskItStopsAndWhatItToldFinalIsThereWhenThereIsRoomAgain() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is absent");
    TestNode.init(home);
    List<ByteString> told = new ArrayList<>();
    try (var ghostd = GhostdProcess.start(home, folder.resolve("ready"), log)) {
      ManagedChannel channel = ghostd.connect();
      try {
        ghostd.limitFiles(FILE_BYTES);
        payUntilItStops(channel, told);
      } finally {
        channel.shutdownNow();
      }
      assertEquals(ExitCode.IO.number(), ghostd.exitCode(), () -> "it went on");
    }
    assertTrue(told.size() > 3, "told " + told.size());
    expectLogged("code=disk-failed because the disk failed: " + home.resolve("chain"), "make room");
    expectFinal(told);
  }

  @Test
  void afterAFailedSyncItStopsAndHasToldNothingSince() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is absent");
    TestNode.init(home);
    List<ByteString> told = new ArrayList<>();
    try (var ghostd =
        GhostdProcess.startWithFailingSyncs(GOOD_SYNCS, home, folder.resolve("ready"), log)) {
      ManagedChannel channel = ghostd.connect();
      try {
        payUntilItStops(channel, told);
      } finally {
        channel.shutdownNow();
      }
      assertEquals(ExitCode.IO.number(), ghostd.exitCode(), () -> "it went on");
    }
    assertTrue(told.size() <= GOOD_SYNCS, "told " + told.size() + " by " + GOOD_SYNCS + " syncs");
    expectLogged(
        "code=disk-failed because the disk failed: " + home.resolve("chain"),
        ": syncing failed: Input/output error");
    expectFinal(told);
  }

  @Test
  void aTornWriteIsCutOffAndEverythingBeforeItIsThere() throws Exception {
    copySample();
    List<ByteString> more = new ArrayList<>();
    try (TestNode test = TestNode.start(home)) {
      pay(test, new Payments(test.genesis(), SAMPLE_TOLD.size()), 1, more);
    }
    byte[] grown = Files.readAllBytes(home.resolve(SEGMENT));
    int before = (int) Files.size(sample.resolve(SEGMENT));
    delete(home);
    copySample();
    Files.write(home.resolve(SEGMENT), Arrays.copyOf(grown, before + 100));
    try (var ghostd = GhostdProcess.start(home, folder.resolve("ready"), log)) {
      ManagedChannel channel = ghostd.connect();
      try {
        expectFinal(NodeServiceGrpc.newBlockingStub(channel), SAMPLE_TOLD);
      } finally {
        channel.shutdownNow();
      }
      assertEquals(0, ghostd.stop());
    }
    expectLogged("cut file=" + home.resolve(SEGMENT) + " offset=" + before + " bytes=100");
    expectFinal(SAMPLE_TOLD);
  }

  @Test
  void aFlippedBitInASegmentIsRefusedByFileAndOffset() throws Exception {
    copySample();
    int middle = (int) Files.size(home.resolve(SEGMENT)) / 2;
    flip(home.resolve(SEGMENT), middle);
    expectRefused(home.resolve(SEGMENT) + ": offset ", "When the data is damaged");
    flip(home.resolve(SEGMENT), middle);
    expectFinal(SAMPLE_TOLD);
  }

  /** Nothing stands behind it, so the log alone would take it for a write that was not finished. */
  @Test
  void aFlippedBitInTheNewestBlockIsRefusedToo() throws Exception {
    copySample();
    int last = (int) Files.size(home.resolve(SEGMENT)) - 1;
    flip(home.resolve(SEGMENT), last);
    expectRefused(home.resolve(SEGMENT) + ": offset ", "this validator signed up to block");
    flip(home.resolve(SEGMENT), last);
    expectFinal(SAMPLE_TOLD);
  }

  @Test
  void aFlippedBitInALookUpRunIsRefusedAndTheRunsAreMadeAgain() throws Exception {
    copySample();
    Path run = files(home.resolve("chain/lookup"), ".idx").getLast();
    flip(run, 40);
    expectRefused(run.toString(), "the folder 'lookup' can be deleted");
    delete(home.resolve("chain/lookup"));
    expectFinal(SAMPLE_TOLD);
  }

  /**
   * A page is checked when an answer rests on it: no client gets a wrong one, the chain goes on.
   */
  @Test
  void aFlippedBitInAPageOfALookUpRunIsAnErrorOfTheCallsThatNeedIt() throws Exception {
    copySample();
    for (Path run : files(home.resolve("chain/lookup"), ".idx")) {
      for (int at = PAGE_BYTES + 100; at < Files.size(run); at += PAGE_BYTES) {
        flip(run, at);
      }
    }
    try (TestNode test = TestNode.start(home)) {
      var request = GetTransactionRequest.newBuilder().setTxId(SAMPLE_TOLD.getFirst()).build();
      var failure =
          assertThrows(StatusRuntimeException.class, () -> test.stub().getTransaction(request));
      assertEquals(Status.Code.INTERNAL, failure.getStatus().getCode(), failure.toString());
      long height = test.stub().getStatus(GetStatusRequest.getDefaultInstance()).getHeight();
      var next = StreamBlocksRequest.newBuilder().setFromHeight(height + 1).build();
      assertEquals(height + 1, test.stub().streamBlocks(next).next().getHeader().getHeight());
    }
    delete(home.resolve("chain/lookup"));
    expectFinal(SAMPLE_TOLD);
  }

  @Test
  void aFlippedBitInTheIndexIsRefusedAndItIsMadeAgain() throws Exception {
    copySample();
    Path index = home.resolve("chain/index");
    for (Path table : files(index, ".sst")) {
      flip(table, 10);
    }
    expectRefused(index.toString(), "the folder 'index' can be deleted");
    delete(index);
    expectFinal(SAMPLE_TOLD);
  }

  @Test
  void whatWasSignedIsRefusedIfItIsDamagedUntilAPersonSaysHowToGoOn() throws Exception {
    copySample();
    Path signed = home.resolve("chain/signed");
    flip(signed, 60);
    flip(signed, 512 + 60);
    expectRefused(signed.toString(), "delete the file and run 'ghostd restore --resume-signing'");
    Files.delete(signed);
    Commands.Result resumed =
        Commands.run("restore", "--resume-signing", "--data-dir", home.toString());
    assertEquals(0, resumed.exit(), resumed.err());
    expectFinal(SAMPLE_TOLD);
  }

  /** One slot of the two is enough: a crash may tear the one that was being written. */
  @Test
  void oneDamagedSlotOfWhatWasSignedIsNoHindrance() throws Exception {
    for (int slot : new int[] {0, 1}) {
      copySample();
      flip(home.resolve("chain/signed"), 512 * slot + 60);
      expectFinal(SAMPLE_TOLD);
      delete(home);
    }
  }

  private void payUntilItStops(ManagedChannel channel, List<ByteString> told) throws Exception {
    var stub = NodeServiceGrpc.newBlockingStub(channel);
    var payments = new Payments(new Home(home).genesis());
    try {
      for (int i = 0; i < 2000; i++) {
        ByteString id = stub.submit(payments.next(Payments.account(1), 1)).getTxId();
        var news =
            stub.withDeadlineAfter(20, TimeUnit.SECONDS)
                .watchTransaction(GetTransactionRequest.newBuilder().setTxId(id).build());
        while (news.hasNext()) {
          if (news.next().getStage() == TransactionStatus.Stage.STAGE_PROVABLE) {
            told.add(id);
          }
        }
      }
    } catch (StatusRuntimeException stopped) {
      return;
    }
    throw new AssertionError("the disk never failed");
  }

  /** Starts ghostd, which must refuse and leave chain, witnesses and watermark as they are. */
  private void expectRefused(String... words) throws Exception {
    Map<String, String> before = kept();
    try (var ghostd = GhostdProcess.start(home, folder.resolve("ready"), log)) {
      assertEquals(ExitCode.DATA.number(), ghostd.exitCode());
    }
    expectLogged(words);
    assertEquals(before, kept(), "a refusal changed the data");
  }

  private void expectFinal(List<ByteString> told) throws Exception {
    assertFalse(told.isEmpty());
    try (TestNode test = TestNode.start(home)) {
      expectFinal(test.stub(), told);
    }
  }

  private static void expectFinal(NodeServiceBlockingStub stub, List<ByteString> told) {
    for (ByteString id : told) {
      var status = stub.getTransaction(GetTransactionRequest.newBuilder().setTxId(id).build());
      assertTrue(
          status.getStage().getNumber() >= TransactionStatus.Stage.STAGE_FINAL_VALUE,
          status.toString());
    }
  }

  private void expectLogged(String... words) throws IOException {
    String said = Files.readString(log);
    for (String word : words) {
      assertTrue(said.contains(word), () -> "expected \"" + word + "\" in:\n" + said);
    }
  }

  /** What is not made of something else. */
  private Map<String, String> kept() throws IOException {
    Map<String, String> kept = new TreeMap<>();
    Path chain = home.resolve("chain");
    try (Stream<Path> files = Files.walk(chain)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = chain.relativize(file);
        if (!name.startsWith("index") && !name.startsWith("lookup")) {
          kept.put(name.toString(), Hash.sha256(Files.readAllBytes(file)).toString());
        }
      }
    }
    return kept;
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 4;
    Files.write(file, bytes);
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
      assertFalse(found.isEmpty(), folder + " has no " + suffix);
      return found;
    }
  }

  private void copySample() throws IOException {
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.toList()) {
        // With its mode: others may not read a key.
        Files.copy(
            file,
            home.resolve(sample.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
