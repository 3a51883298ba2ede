package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.Daemon;
import io.ghostchain.benchmarks.load.Replay;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A ghostd of the image that runs an {@link EngineChain} in the validator profile, on loopback. */
final class LiveNode implements AutoCloseable {
  private final Daemon daemon;
  private final List<GrpcH3Channel> channels = new ArrayList<>();
  private final List<NodeIdentity> identities = new ArrayList<>();

  private LiveNode(Daemon daemon) {
    this.daemon = daemon;
  }

  /**
   * Makes its directory and starts it.
   *
   * @param folder an empty one
   * @param heap as {@code GHOST_HEAP} takes it
   * @param settings as {@code --set} takes them
   */
  static LiveNode start(
      Path root, Path folder, EngineChain chain, String heap, List<String> settings)
      throws IOException, InterruptedException {
    String ghostd = root.resolve("target/image/bin/ghostd").toString();
    Path data = folder.resolve("ghostd");
    Path keys = Files.createDirectories(data.resolve("keys"));
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path seed = Files.createFile(keys.resolve("validator.seed"), owner);
    Files.writeString(seed, HexFormat.of().formatHex(EngineChain.validatorSeed()) + "\n");
    Path genesis = folder.resolve("genesis.bin");
    Files.write(genesis, chain.genesis().encode());
    Daemon.execute(
        Map.of(),
        List.of(ghostd, "init", "--genesis", genesis.toString(), "--data-dir", data.toString()));
    List<String> command =
        new ArrayList<>(
            List.of(ghostd, "start", "--data-dir", data.toString(), "--listen", "127.0.0.1:0"));
    for (String setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    return new LiveNode(
        Daemon.start(
            folder.resolve("ready"),
            Map.of("GHOST_PROFILE", "validator", "GHOST_HEAP", heap),
            command));
  }

  Daemon daemon() {
    return daemon;
  }

  /** A connection by a peer of its own, closed with the node. */
  GrpcH3Channel connect() {
    NodeIdentity identity = NodeIdentity.generate();
    identities.add(identity);
    GrpcH3Channel channel =
        GrpcH3Channel.builder(daemon.address())
            .trust(TrustPolicy.pinned(NodeId.parse(daemon.field("nodeId"))))
            .identity(identity)
            .build();
    channels.add(channel);
    return channel;
  }

  /** Opens its chain for a workload. */
  void open(GrpcH3Channel channel, Opened opened, int fresh) throws Exception {
    Replay.all(channel, opened.introductions());
    Replay.all(channel, opened.openings(fresh));
  }

  @Override
  public void close() throws InterruptedException {
    channels.forEach(GrpcH3Channel::shutdownNow);
    daemon.close();
    identities.forEach(NodeIdentity::close);
  }
}
