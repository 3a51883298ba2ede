package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/** The state's tree as its rule says it, slow and without a thought for storage. */
final class NaiveTrie {
  private final Map<Hash, Bytes> values = new TreeMap<>();

  void put(Bytes key, Bytes value) {
    values.put(key.sha256(), value);
  }

  void remove(Bytes key) {
    values.remove(key.sha256());
  }

  Hash root() {
    return root(List.copyOf(values.entrySet()), 0);
  }

  StateProof prove(Bytes key) {
    Hash k = key.sha256();
    var siblings = new ArrayList<Hash>();
    List<Entry<Hash, Bytes>> here = List.copyOf(values.entrySet());
    for (int depth = 0; here.size() > 1; depth++) {
      siblings.addFirst(root(half(here, depth, !k.bit(depth)), depth + 1));
      here = half(here, depth, k.bit(depth));
    }
    if (here.isEmpty()) {
      return new StateProof(key, null, siblings, null);
    }
    Hash found = here.getFirst().getKey();
    Bytes value = here.getFirst().getValue();
    return found.equals(k)
        ? new StateProof(key, value, siblings, null)
        : new StateProof(key, null, siblings, new OtherLeaf(found, value.sha256()));
  }

  private static Hash root(List<Entry<Hash, Bytes>> entries, int depth) {
    return switch (entries.size()) {
      case 0 -> Hash.ZERO;
      case 1 ->
          Hash.sha256(
              new byte[] {0},
              entries.getFirst().getKey().bytes(),
              entries.getFirst().getValue().sha256().bytes());
      default ->
          Hash.sha256(
              new byte[] {1},
              root(half(entries, depth, false), depth + 1).bytes(),
              root(half(entries, depth, true), depth + 1).bytes());
    };
  }

  private static List<Entry<Hash, Bytes>> half(
      List<Entry<Hash, Bytes>> entries, int depth, boolean bit) {
    return entries.stream().filter(entry -> entry.getKey().bit(depth) == bit).toList();
  }
}
