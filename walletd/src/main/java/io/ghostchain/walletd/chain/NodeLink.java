package io.ghostchain.walletd.chain;

import io.ghostchain.api.node.v1.GetGenesisRequest;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeServiceGrpc.NodeServiceBlockingStub;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.zcrypto.Hash;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of the node, which must be of the chain that this daemon's data belongs to.
 *
 * <p>The channel reconnects by itself; a call during an outage fails at its deadline at the latest.
 * Safe for use by several threads.
 */
public final class NodeLink {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLink.class);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

  private final Channel channel;
  private final ChainMemory memory;
  private final Optional<Hash> expected;
  private volatile @Nullable Chain chain;
  private volatile @Nullable Hash foreign;

  /**
   * A link over a channel.
   *
   * @param expected the chain that the configuration names, if it names one
   */
  public NodeLink(Channel channel, ChainMemory memory, Optional<Hash> expected) {
    this.channel = channel;
    this.memory = memory;
    this.expected = expected;
  }

  /**
   * One call. Errors of the node pass through as they are, but for not answering.
   *
   * @throws Refusal if the node does not answer or is of another chain
   */
  public <T> T call(Function<NodeServiceBlockingStub, T> call) {
    chain();
    return raw(call);
  }

  /** A stub without a limit of time, for streams of answers. */
  public NodeServiceBlockingStub streams() {
    chain();
    return NodeServiceGrpc.newBlockingStub(channel);
  }

  /**
   * The chain; asks the node at the first time.
   *
   * @throws Refusal if the node does not answer or is of another chain
   */
  public Chain chain() {
    Hash other = foreign;
    if (other != null) {
      throw wrongChain(other);
    }
    Chain known = chain;
    return known != null ? known : learn();
  }

  /** The chain if it is known already. */
  public Optional<Chain> knownChain() {
    return Optional.ofNullable(chain);
  }

  /**
   * Asks the node for its state and makes sure that it is still of this chain: a node that was
   * started anew may serve another.
   */
  public NodeStatus status() {
    NodeStatus status = raw(stub -> stub.getStatus(GetStatusRequest.getDefaultInstance()));
    Hash theirs = hash(status.getGenesisHash().toByteArray());
    if (chain == null) {
      learn();
    }
    requireOurs(theirs);
    foreign = null;
    return status;
  }

  /**
   * Asks without a lock, so that an outage costs many callers one deadline and not a queue of them.
   */
  private Chain learn() {
    byte[] encoded =
        raw(stub -> stub.getGenesis(GetGenesisRequest.getDefaultInstance()))
            .getGenesis()
            .toByteArray();
    Genesis genesis;
    try {
      genesis = Genesis.decode(encoded);
    } catch (DecodeException malformed) {
      throw Refusal.state(
          "BAD_GENESIS", "the node's genesis is malformed: " + malformed.getMessage());
    }
    // Of the canonical encoding, so that the name is the content's and not the node's word.
    return bind(new Chain(genesis, genesis.hash()));
  }

  private synchronized Chain bind(Chain learned) {
    requireOurs(learned.hash());
    if (memory.genesisHash().isEmpty()) {
      memory.bind(learned.hash());
      LOG.info("chain bound genesis={} network={}", learned.hash(), learned.genesis().network());
    }
    chain = learned;
    return learned;
  }

  private void requireOurs(Hash theirs) {
    boolean fits =
        memory.genesisHash().map(theirs::equals).orElse(true)
            && expected.map(theirs::equals).orElse(true);
    if (!fits) {
      if (foreign == null) {
        LOG.error("node of another chain theirs={}", theirs);
      }
      foreign = theirs;
      throw wrongChain(theirs);
    }
  }

  private Refusal wrongChain(Hash theirs) {
    Hash ours = memory.genesisHash().or(() -> expected).orElse(theirs);
    return Refusal.state(
            "WRONG_CHAIN",
            "the node is of another chain than this daemon's data; use another data directory or another node")
        .with("ours", ours)
        .with("theirs", theirs);
  }

  private <T> T raw(Function<NodeServiceBlockingStub, T> call) {
    try {
      return call.apply(
          NodeServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (StatusRuntimeException failed) {
      throw isOutage(failed.getStatus()) ? unreachable(failed) : failed;
    }
  }

  /** Whether a failure says nothing about the request: it may be repeated when the node is back. */
  public static boolean isOutage(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> true;
      default -> false;
    };
  }

  private static RuntimeException unreachable(StatusRuntimeException failed) {
    String detail = failed.getStatus().getDescription();
    return Refusal.unreachable("the node does not answer" + (detail == null ? "" : ": " + detail));
  }

  private static Hash hash(byte[] bytes) {
    try {
      return Hash.of(bytes);
    } catch (IllegalArgumentException malformed) {
      throw Refusal.state(
          "BAD_GENESIS", "the node's genesis hash is malformed: " + malformed.getMessage());
    }
  }
}
