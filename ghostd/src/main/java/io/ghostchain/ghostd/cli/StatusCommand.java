package io.ghostchain.ghostd.cli;

import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.HostPort;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.ghostd.Home;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ghostd status}: asks a running node how it is. */
@Command(
    name = "status",
    description = "Asks a running node how it is.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final Pattern FIELD = Pattern.compile("\"(address|nodeId)\":\"([^\"]*)\"");
  private static final long DEADLINE_SECONDS = 5;

  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--node",
      paramLabel = "HOST:PORT",
      description = "another node than that of the data directory; needs --node-id")
  private @Nullable String node;

  @Option(names = "--node-id", paramLabel = "ID", description = "the identity to expect")
  private @Nullable String nodeId;

  StatusCommand() {}

  @Override
  public Integer call() throws IOException, DaemonException {
    Map<String, String> endpoint = new LinkedHashMap<>();
    if (node == null) {
      endpoint.putAll(endpoint(home.home()));
    } else {
      endpoint.put("address", node);
    }
    if (nodeId != null) {
      endpoint.put("nodeId", nodeId);
    }
    InetSocketAddress address;
    NodeId expected;
    try {
      address = HostPort.parse(endpoint.getOrDefault("address", ""));
      expected = NodeId.parse(endpoint.getOrDefault("nodeId", ""));
    } catch (IllegalArgumentException e) {
      throw new DaemonException(
          ExitCode.USAGE,
          "endpoint-invalid",
          String.valueOf(e.getMessage()),
          "give --node HOST:PORT and --node-id ID",
          e);
    }
    print(ask(address, expected));
    return 0;
  }

  private static NodeStatus ask(InetSocketAddress address, NodeId expected) throws DaemonException {
    GrpcH3Channel channel =
        GrpcH3Channel.builder(address).trust(TrustPolicy.pinned(expected)).build();
    try {
      return NodeServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .getStatus(GetStatusRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new DaemonException(
          ExitCode.UNAVAILABLE,
          "node-unreachable",
          "no answer from " + HostPort.write(address) + ": " + e.getStatus(),
          "is the node running?",
          e);
    } finally {
      channel.shutdownNow();
    }
  }

  private void print(NodeStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", status.getVersion());
    fields.put("network", status.getNetwork());
    fields.put("chainId", status.getChainId());
    fields.put("genesisHash", Hash.of(status.getGenesisHash().toByteArray()));
    fields.put("nodeId", Hash.of(status.getNodeId().toByteArray()));
    fields.put("height", status.getHeight());
    fields.put("provableHeight", status.getProvableHeight());
    fields.put("headHash", Hash.of(status.getHeadHash().toByteArray()));
    fields.put("headTime", Instant.ofEpochMilli(status.getHeadTime()));
    fields.put("mempoolTransactions", status.getMempoolTransactions());
    fields.put("mempoolBytes", status.getMempoolBytes());
    fields.put("baseFee", status.getBaseFee());
    fields.put("uptimeMillis", status.getUptimeMillis());
    fields.put("devnet", status.getDevnet());
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) ->
        text.append(name)
            .append(" ".repeat(Math.max(1, 20 - name.length())))
            .append(value)
            .append('\n'));
    output.result(text.toString().stripTrailing(), fields);
  }

  private static Map<String, String> endpoint(Home home) throws IOException, DaemonException {
    Path file = home.endpoint();
    if (!Files.exists(file)) {
      throw new DaemonException(
          ExitCode.UNAVAILABLE,
          "node-stopped",
          "no node runs in " + home.folder(),
          "start it with 'ghostd start', or name one with --node and --node-id");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(Files.readString(file));
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    return fields;
  }
}
