package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.GetBlockRequest;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeServiceGrpc.NodeServiceBlockingStub;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitResponse;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.DevnetFaucet;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real ghostd is killed at seeded moments, some before it is ready, most under load. Nothing that
 * a client was told is final is missing afterwards, nothing is applied twice, and the state is the
 * one that a clean replay of the chain gives.
 *
 * <p>A kill leaves the page cache, so this shows that the order of writes and the recovery are
 * right; that the disk is synced before anyone is told is for the store's own tests, whose disk
 * forgets.
 */
class CrashRecoveryIT {
  private static final int KILLS = 20;
  private static final long SEED = Long.getLong("ghost.seed", 20261122L);
  private static final int WINDOW = 64;
  private static final int PAYEE = 7;

  @TempDir Path folder;

  /** What clients were told: block hashes by height, and where each transaction stands. */
  private final Map<Long, ByteString> blocks = new ConcurrentSkipListMap<>();

  private final Map<ByteString, Long> transactions = new ConcurrentHashMap<>();

  @Test
  void nothingToldFinalIsLostAndNothingIsAppliedTwice() throws Exception {
    Path home = folder.resolve("node");
    Path log = folder.resolve("ghostd.log");
    TestNode.init(home);
    var random = new Random(SEED);
    for (int round = 0; round < KILLS; round++) {
      boolean early = round % 6 == 5;
      long delay = early ? 100 + random.nextInt(1500) : 50 + random.nextInt(900);
      try (var ghostd = GhostdProcess.start(home, folder.resolve("ready"), log)) {
        if (early) {
          TimeUnit.MILLISECONDS.sleep(delay);
        } else {
          load(ghostd, home, delay);
        }
        ghostd.kill();
      }
    }
    assertTrue(transactions.size() >= KILLS - KILLS / 6, "the load was " + transactions.size());
    checkAtTheEnd(home, log);
  }

  private void load(GhostdProcess ghostd, Path home, long millis) throws Exception {
    ManagedChannel channel = ghostd.connect();
    try {
      var stub = NodeServiceGrpc.newBlockingStub(channel);
      checkTold(stub);
      long sequence = nextSequence(stub);
      follow(channel, stub.getStatus(GetStatusRequest.getDefaultInstance()).getHeight());
      var payments = new Payments(new Home(home).genesis(), sequence);
      // The first reveals the vault, and shows that the pipeline runs before the clock does.
      settle(stub, stub.submit(payments.next(Payments.account(PAYEE), 1)).getTxId());
      submit(channel, payments, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    } finally {
      // The process goes first: the client learns of it as clients do.
      ghostd.kill();
      channel.shutdownNow();
    }
  }

  /** Every block from a height on is told by its stream: what arrives is final. */
  private void follow(ManagedChannel channel, long from) {
    NodeServiceGrpc.newStub(channel)
        .streamBlocks(
            StreamBlocksRequest.newBuilder().setFromHeight(from).build(),
            new StreamObserver<>() {
              @Override
              public void onNext(BlockResponse block) {
                long height = block.getHeader().getHeight();
                blocks.put(height, block.getHash());
                block.getTxIdsList().forEach(id -> transactions.put(id, height));
              }

              @Override
              public void onError(Throwable killed) {}

              @Override
              public void onCompleted() {}
            });
  }

  private static void settle(NodeServiceBlockingStub stub, ByteString txId) {
    var news = stub.watchTransaction(GetTransactionRequest.newBuilder().setTxId(txId).build());
    while (news.hasNext()) {
      if (news.next().getStage() == TransactionStatus.Stage.STAGE_PROVABLE) {
        return;
      }
    }
    throw new AssertionError("the stream ended before the transaction was provable");
  }

  private static void submit(ManagedChannel channel, Payments payments, long deadline)
      throws InterruptedException {
    var stub = NodeServiceGrpc.newStub(channel);
    var window = new Semaphore(WINDOW);
    while (System.nanoTime() < deadline) {
      SubmitRequest request = payments.next(Payments.account(PAYEE), 1);
      window.acquire();
      stub.submit(
          request,
          new StreamObserver<>() {
            @Override
            public void onNext(SubmitResponse response) {}

            @Override
            public void onError(Throwable refused) {
              window.release();
            }

            @Override
            public void onCompleted() {
              window.release();
            }
          });
    }
  }

  private void checkTold(NodeServiceBlockingStub stub) {
    for (var told : new TreeMap<>(blocks).descendingMap().entrySet()) {
      assertEquals(
          told.getValue(),
          stub.getBlock(GetBlockRequest.newBuilder().setHeight(told.getKey()).build()).getHash(),
          "block " + told.getKey());
      if (told.getKey() < blocks.size() - 50) {
        break;
      }
    }
  }

  /** Waits for a block made since the start, so that what is provable holds all before it. */
  private static long nextSequence(NodeServiceBlockingStub stub) throws InterruptedException {
    long before = stub.getStatus(GetStatusRequest.getDefaultInstance()).getHeight();
    var next =
        stub.streamBlocks(StreamBlocksRequest.newBuilder().setFromHeight(before + 1).build());
    next.next();
    return faucet(stub).getLanes(0).getNextSequence();
  }

  private static AccountState faucet(NodeServiceBlockingStub stub) {
    return stub.getAccount(
        GetAccountRequest.newBuilder()
            .setAccount(ByteString.copyFrom(DevnetFaucet.account().hash().bytes()))
            .build());
  }

  private void checkAtTheEnd(Path home, Path log) throws Exception {
    long sequence;
    BigInteger received;
    Map<ByteString, Long> found = new HashMap<>();
    try (var ghostd = GhostdProcess.start(home, folder.resolve("ready"), log)) {
      ManagedChannel channel = ghostd.connect();
      try {
        var stub = NodeServiceGrpc.newBlockingStub(channel);
        sequence = nextSequence(stub);
        received = received(stub);
        long height = stub.getStatus(GetStatusRequest.getDefaultInstance()).getHeight();
        for (long h = 1; h <= height; h++) {
          BlockResponse block = stub.getBlock(GetBlockRequest.newBuilder().setHeight(h).build());
          assertEquals(blocks.getOrDefault(h, block.getHash()), block.getHash(), "block " + h);
          for (ByteString id : block.getTxIdsList()) {
            assertEquals(null, found.put(id, h), "a transaction stands twice");
          }
        }
        for (var told : transactions.entrySet()) {
          TransactionStatus status =
              stub.getTransaction(
                  GetTransactionRequest.newBuilder().setTxId(told.getKey()).build());
          assertEquals(told.getValue(), status.getHeight(), "where a transaction stands");
          assertEquals(0, status.getReceipt().getStatus());
        }
      } finally {
        channel.shutdownNow();
      }
      assertEquals(0, ghostd.stop(), () -> read(log));
    }
    assertEquals(found.size(), sequence, "each sequence was used once");
    assertEquals(BigInteger.valueOf(found.size()), received, "each payment arrived once");
    replay(home);
  }

  private BigInteger received(NodeServiceBlockingStub stub) {
    var account =
        stub.getAccount(
            GetAccountRequest.newBuilder()
                .setAccount(ByteString.copyFrom(Payments.account(PAYEE).hash().bytes()))
                .build());
    return account.getBalancesCount() == 0
        ? Amount.ZERO.toBigInteger()
        : new BigInteger(1, account.getBalances(0).getAmount().toByteArray());
  }

  /** The chain that survived, replayed from its file with every signature, gives the same state. */
  private void replay(Path home) {
    Path file = folder.resolve("chain.ghost");
    Commands.Result exported =
        Commands.run("export", "--data-dir", home.toString(), "-o", "json", file.toString());
    assertEquals(0, exported.exit(), exported.out());
    Commands.Result imported =
        Commands.run(
            "import",
            "--data-dir",
            folder.resolve("replay").toString(),
            "-o",
            "json",
            file.toString());
    assertEquals(0, imported.exit(), imported.out());
    assertEquals(exported.field("stateRoot"), imported.field("stateRoot"));
    assertEquals("0", imported.field("unverifiedBlocks"));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
