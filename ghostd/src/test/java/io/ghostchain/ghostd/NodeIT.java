package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.StatusRuntimeException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIT {
  @TempDir Path folder;

  /** This JVM is started without the vectors' module. */
  @Test
  void anEngineThatCannotBeHadIsToldAtTheStart() {
    DaemonException fault =
        assertThrows(
            DaemonException.class, () -> TestNode.start(folder, "verify.engine=vector").close());
    assertEquals("verify-engine", fault.code());
    assertEquals(ExitCode.CONFIG, fault.exitCode());
    assertTrue(fault.text().contains("jdk.incubator.vector"), fault.text());
  }

  @Test
  void aNodeVerifiesByTheEngineThatIsNamed() throws Exception {
    for (String engine : List.of("java", "provider")) {
      try (TestNode test = TestNode.start(folder.resolve(engine), "verify.engine=" + engine)) {
        Payments payments = new Payments(test.genesis());
        var _ = test.await(test.stub().submit(payments.next(Payments.account(1), 1)).getTxId());
        assertEquals(List.of(), test.failures);
      }
    }
  }

  @Test
  void aPaymentBecomesProvableAndItsProofLeadsToTheCertifiedRoot() throws Exception {
    try (TestNode test = TestNode.start(folder)) {
      Payments payments = new Payments(test.genesis());
      ByteString txId = test.stub().submit(payments.next(Payments.account(1), 1_000)).getTxId();
      TransactionStatus status = test.await(txId);
      assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, status.getStage());
      assertEquals(0, status.getReceipt().getStatus());
      AccountState account = account(test, 1);
      assertEquals(
          BigInteger.valueOf(1000),
          new BigInteger(1, account.getBalances(0).getAmount().toByteArray()));
      Header header = Header.decode(account.getCertified().getHeader().toByteArray());
      assertEquals(header.height() - 1, account.getHeight());
      StateProof proof = StateProof.decode(account.getProofs(0).toByteArray());
      assertEquals(StateKey.account(Payments.account(1)).bytes(), proof.key());
      assertTrue(proof.verify(header.stateRoot()));
      assertEquals(
          Amount.of(1000),
          AccountRecord.decode(Objects.requireNonNull(proof.value()).copy()).feeBalance());
      assertEquals(List.of(), test.failures);
    }
  }

  @Test
  void aRestartGoesOnWhereTheChainEnded() throws Exception {
    long height;
    long sequence;
    try (TestNode test = TestNode.start(folder)) {
      Payments payments = new Payments(test.genesis());
      ByteString last = ByteString.EMPTY;
      for (int i = 0; i < 20; i++) {
        last = test.stub().submit(payments.next(Payments.account(2), 5)).getTxId();
        if (i == 0) {
          test.await(last);
        }
      }
      assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, test.await(last).getStage());
      height = status(test).getHeight();
      sequence = payments.sequence();
    }
    try (TestNode test = TestNode.start(folder)) {
      assertTrue(status(test).getHeight() >= height);
      Payments payments = new Payments(test.genesis(), sequence);
      ByteString txId = test.stub().submit(payments.next(Payments.account(2), 5)).getTxId();
      assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, test.await(txId).getStage());
      assertEquals(
          BigInteger.valueOf(105),
          new BigInteger(1, account(test, 2).getBalances(0).getAmount().toByteArray()));
      assertEquals(List.of(), test.failures);
    }
  }

  @Test
  void aListenerWithTrustedClientsLetsNobodyElseIn() throws Exception {
    try (NodeIdentity trusted = NodeIdentity.generate();
        NodeIdentity other = NodeIdentity.generate();
        TestNode test = TestNode.start(folder, "net.trusted-clients=" + trusted.id())) {
      assertEquals("devnet", network(test, trusted));
      assertThrows(StatusRuntimeException.class, () -> network(test, other));
      assertThrows(StatusRuntimeException.class, () -> status(test));
    }
  }

  private static String network(TestNode test, NodeIdentity client) {
    var channel =
        GrpcH3Channel.builder(test.node.address())
            .trust(TrustPolicy.pinned(test.node.id()))
            .identity(client)
            .build();
    try {
      return NodeServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(10, TimeUnit.SECONDS)
          .getStatus(GetStatusRequest.getDefaultInstance())
          .getNetwork();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void theExampleOfTheReadmeRuns() throws Exception {
    Path made = folder.resolve("node");
    TestNode.init(made);

    Home home = new Home(made);
    GhostdConfig config =
        GhostdConfig.loader().load(null, Map.of(), Map.of("net.listen", "127.0.0.1:0")).value();
    try (Node node =
        Node.start(home, config, Clock.systemUTC(), fault -> System.err.println(fault.text()))) {
      var channel =
          GrpcH3Channel.builder(node.address()).trust(TrustPolicy.pinned(node.id())).build();
      NodeStatus status =
          NodeServiceGrpc.newBlockingStub(channel).getStatus(GetStatusRequest.getDefaultInstance());
      assertEquals("devnet", status.getNetwork());
      channel.shutdownNow();
    }
  }

  private static NodeStatus status(TestNode test) {
    return test.stub().getStatus(GetStatusRequest.getDefaultInstance());
  }

  private static AccountState account(TestNode test, int number) {
    return test.stub()
        .getAccount(
            GetAccountRequest.newBuilder()
                .setAccount(ByteString.copyFrom(Payments.account(number).hash().bytes()))
                .setWithProof(true)
                .build());
  }
}
