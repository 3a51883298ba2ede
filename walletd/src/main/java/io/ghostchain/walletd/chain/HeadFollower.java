package io.ghostchain.walletd.chain;

import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.walletd.Changes;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows how far the chain has come, and wakes others at each block. Nothing here is proven. */
public final class HeadFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeadFollower.class);

  private final NodeLink node;
  private final Changes changes;
  private final Reconnecting stream;
  private volatile @Nullable NodeStatus last;
  private volatile boolean connected;
  private volatile long height;

  /** Starts to follow. */
  public HeadFollower(NodeLink node, Changes changes) {
    this.node = node;
    this.changes = changes;
    this.stream = new Reconnecting("head", this::follow);
  }

  /** Whether the stream is open. */
  public boolean isConnected() {
    return connected;
  }

  /** The height of the newest final block that was seen; what is below it is provable. */
  public long height() {
    return height;
  }

  /** What the node last said of itself. */
  public Optional<NodeStatus> lastStatus() {
    return Optional.ofNullable(last);
  }

  @Override
  public void close() {
    stream.close();
  }

  private void follow(Runnable working) {
    try {
      NodeStatus status = node.status();
      last = status;
      height = status.getHeight();
      connected = true;
      changes.happened();
      LOG.info("node connected height={}", status.getHeight());
      StreamBlocksRequest request =
          StreamBlocksRequest.newBuilder().setFromHeight(status.getHeight() + 1).build();
      Iterator<BlockResponse> blocks = node.streams().streamBlocks(request);
      while (blocks.hasNext()) {
        height = blocks.next().getHeader().getHeight();
        // Only now: a node that answers and then breaks each stream off is not asked ever faster.
        working.run();
        changes.happened();
      }
    } finally {
      if (connected) {
        LOG.warn("node disconnected height={}", height);
      }
      connected = false;
      changes.happened();
    }
  }
}
