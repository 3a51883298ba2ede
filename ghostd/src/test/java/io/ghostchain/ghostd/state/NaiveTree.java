package io.ghostchain.ghostd.state;

import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The root rule of LEDGER.md word for word, over a sorted map from key hash to value hash. */
final class NaiveTree {
  private static final byte[] LEAF = {0};
  private static final byte[] INNER = {1};

  private final SortedMap<Hash, Hash> leaves;

  NaiveTree(SortedMap<Hash, Hash> leaves) {
    this.leaves = leaves;
  }

  Hash root() {
    return hash(List.copyOf(leaves.entrySet()), 0);
  }

  TreePath path(Hash key) {
    List<Hash> siblings = new ArrayList<>();
    List<Map.Entry<Hash, Hash>> entries = List.copyOf(leaves.entrySet());
    int depth = 0;
    while (entries.size() > 1) {
      siblings.add(hash(side(entries, depth, !key.bit(depth)), depth + 1));
      entries = side(entries, depth, key.bit(depth));
      depth++;
    }
    return new TreePath(
        siblings.reversed(),
        entries.isEmpty()
            ? null
            : new TreePath.Leaf(entries.getFirst().getKey(), entries.getFirst().getValue()));
  }

  private static Hash hash(List<Map.Entry<Hash, Hash>> entries, int depth) {
    return switch (entries.size()) {
      case 0 -> Hash.ZERO;
      case 1 ->
          Hash.sha256(
              LEAF, entries.getFirst().getKey().bytes(), entries.getFirst().getValue().bytes());
      default ->
          Hash.sha256(
              INNER,
              hash(side(entries, depth, false), depth + 1).bytes(),
              hash(side(entries, depth, true), depth + 1).bytes());
    };
  }

  private static List<Map.Entry<Hash, Hash>> side(
      List<Map.Entry<Hash, Hash>> entries, int depth, boolean bit) {
    return entries.stream().filter(entry -> entry.getKey().bit(depth) == bit).toList();
  }
}
