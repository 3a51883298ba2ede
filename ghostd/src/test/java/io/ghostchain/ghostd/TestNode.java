package io.ghostchain.ghostd;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeServiceGrpc.NodeServiceBlockingStub;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A devnet node in this process, and a client of it over real post-quantum QUIC. */
final class TestNode implements AutoCloseable {
  final Home home;
  final Node node;
  final GrpcH3Channel channel;
  final List<DaemonException> failures;

  private TestNode(Home home, Node node, GrpcH3Channel channel, List<DaemonException> failures) {
    this.home = home;
    this.node = node;
    this.channel = channel;
    this.failures = failures;
  }

  /** Starts a node in a folder, which is made a devnet's if it is not a node's yet. */
  static TestNode start(Path folder, String... settings) throws Exception {
    Home home = new Home(folder);
    if (!Files.exists(home.genesisFile())) {
      init(folder);
    }
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("net.listen", "127.0.0.1:0");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      flags.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    GhostdConfig config = GhostdConfig.loader().load(null, Map.of(), flags).value();
    List<DaemonException> failures = new CopyOnWriteArrayList<>();
    Node node = Node.start(home, config, Clock.systemUTC(), failures::add);
    GrpcH3Channel channel =
        GrpcH3Channel.builder(node.address()).trust(TrustPolicy.pinned(node.id())).build();
    return new TestNode(home, node, channel, failures);
  }

  static void init(Path folder) {
    Commands.Result made = Commands.run("init", "--devnet", "--data-dir", folder.toString());
    if (made.exit() != 0) {
      throw new IllegalStateException("init answered " + made.exit() + ": " + made.err());
    }
  }

  Genesis genesis() {
    return node.core().genesis();
  }

  NodeServiceBlockingStub stub() {
    return NodeServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  /** Waits until a transaction is provable, or dropped. */
  TransactionStatus await(ByteString txId) {
    TransactionStatus last = TransactionStatus.getDefaultInstance();
    Iterator<TransactionStatus> news =
        stub().watchTransaction(GetTransactionRequest.newBuilder().setTxId(txId).build());
    while (news.hasNext()) {
      last = news.next();
    }
    return last;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    node.close();
  }
}
