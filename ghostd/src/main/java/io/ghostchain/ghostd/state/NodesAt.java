package io.ghostchain.ghostd.state;

import java.util.List;

/**
 * The nodes of a {@link NodeLevels} at one version: those of now, but for what later batches
 * overwrote.
 *
 * @param newer what the batches after the version overwrote, oldest first
 */
record NodesAt(NodeLevels now, List<NodesBefore> newer) {
  byte kind(int node) {
    for (NodesBefore before : newer) {
      int index = before.find(node);
      if (index >= 0) {
        return before.kind(index);
      }
    }
    return now.kind(node);
  }

  void copyHash(int node, byte[] target) {
    for (NodesBefore before : newer) {
      int index = before.find(node);
      if (index >= 0) {
        before.copyHash(index, target, 0);
        return;
      }
    }
    now.copyHash(node, target, 0);
  }

  /** The node of the lowest level above the only key that there is below {@code node}. */
  int bottomOfOnlyKey(int node) {
    int at = node;
    while (at < now.bottom(0)) {
      at = kind(2 * at) == NodeLevels.EMPTY ? 2 * at + 1 : 2 * at;
    }
    return at;
  }
}
