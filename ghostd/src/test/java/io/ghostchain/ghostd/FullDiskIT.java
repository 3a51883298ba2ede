package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.daemonkit.ExitCode;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more, by the limit that the system puts on the size of a file. */
class FullDiskIT {
  private static final int FILE_BYTES = 300 << 10;
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  @TempDir Path folder;

  @Test
  void theNodeStopsAndWhatItToldFinalIsThereWhenThereIsRoomAgain() throws Exception {
    assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is absent");
    Path home = folder.resolve("node");
    Path log = folder.resolve("log");
    TestNode.init(home);
    List<ByteString> told = new ArrayList<>();
    try (var ghostd = GhostdProcess.start(home, folder.resolve("ready"), log)) {
      ManagedChannel channel = ghostd.connect();
      try {
        ghostd.limitFiles(FILE_BYTES);
        payUntilItStops(channel, home, told);
      } finally {
        channel.shutdownNow();
      }
      assertEquals(ExitCode.IO.number(), ghostd.exitCode(), () -> "it went on");
    }
    assertTrue(told.size() > 3, "told " + told.size());
    assertTrue(Files.readString(log).contains("disk"), Files.readString(log));
    try (var ghostd = GhostdProcess.start(home, folder.resolve("ready"), log)) {
      ManagedChannel channel = ghostd.connect();
      try {
        var stub = NodeServiceGrpc.newBlockingStub(channel);
        for (ByteString id : told) {
          var status = stub.getTransaction(GetTransactionRequest.newBuilder().setTxId(id).build());
          assertTrue(
              status.getStage().getNumber() >= TransactionStatus.Stage.STAGE_FINAL_VALUE,
              status.toString());
        }
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static void payUntilItStops(ManagedChannel channel, Path home, List<ByteString> told)
      throws Exception {
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
    throw new AssertionError("the disk was never full");
  }
}
