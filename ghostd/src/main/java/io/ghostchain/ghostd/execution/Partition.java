package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.DeployContract;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the bodies of a block into parts that have no account and no asset in common, so that
 * what one part does is nothing to another. Bodies that share something, directly or through
 * others, are in one part, in the block's order.
 *
 * <p>A body has in hand its sender, its payer, whom its operations pay and, other than the fee
 * asset moved, the assets that they name. What a contract touches is not known beforehand: with one
 * in it a block is one part.
 */
final class Partition {
  private final int[] above;
  private final Map<Object, Integer> firstWith = new LinkedHashMap<>();
  private boolean whole;

  private Partition(int size) {
    above = new int[size];
    for (int i = 0; i < size; i++) {
      above[i] = i;
    }
  }

  /**
   * The parts, each ascending.
   *
   * @return the indexes of the bodies of each part; at most {@code partsMax} parts
   */
  static List<List<Integer>> of(List<ValidBody> bodies, int partsMax) {
    var partition = new Partition(bodies.size());
    for (int i = 0; i < bodies.size() && !partition.whole; i++) {
      partition.add(i, bodies.get(i));
    }
    return partition.whole ? List.of(all(bodies.size())) : partition.parts(partsMax);
  }

  private void add(int index, ValidBody body) {
    shares(index, body.body().sender());
    shares(index, body.payer());
    List<Operation> operations = body.body().operations();
    for (int i = 0; i < operations.size(); i++) {
      switch (operations.get(i)) {
        case Transfer transfer -> {
          shares(index, transfer.to());
          if (!transfer.asset().isFee()) {
            shares(index, transfer.asset());
          }
        }
        case IssueAsset _ -> shares(index, AssetId.issued(body.id(), i));
        case MintAsset mint -> {
          shares(index, mint.to());
          shares(index, mint.asset());
        }
        case BurnAsset burn -> shares(index, burn.asset());
        case SetFrozen set -> {
          shares(index, set.account());
          shares(index, set.asset());
        }
        case SetIssuer set -> shares(index, set.asset());
        case UpdateVault _ -> {}
        case DeployContract _, CallContract _ -> whole = true;
      }
    }
  }

  /** Joins a body with those that have the same in hand. */
  private void shares(int index, Object what) {
    Integer first = firstWith.putIfAbsent(what, index);
    if (first != null) {
      int one = top(first);
      int other = top(index);
      above[Math.max(one, other)] = Math.min(one, other);
    }
  }

  private int top(int index) {
    int at = index;
    while (above[at] != at) {
      above[at] = above[above[at]];
      at = above[at];
    }
    return at;
  }

  /** Each group goes where least is, the earliest first. */
  private List<List<Integer>> parts(int partsMax) {
    int[] sizes = new int[above.length];
    for (int i = 0; i < above.length; i++) {
      sizes[top(i)]++;
    }
    int[] partOf = new int[above.length];
    int[] loads = new int[partsMax];
    for (int i = 0; i < above.length; i++) {
      if (top(i) == i) {
        int least = 0;
        for (int part = 1; part < partsMax; part++) {
          if (loads[part] < loads[least]) {
            least = part;
          }
        }
        partOf[i] = least;
        loads[least] += sizes[i];
      }
    }
    List<List<Integer>> parts = new ArrayList<>();
    for (int part = 0; part < partsMax; part++) {
      parts.add(new ArrayList<>(loads[part]));
    }
    for (int i = 0; i < above.length; i++) {
      parts.get(partOf[top(i)]).add(i);
    }
    parts.removeIf(List::isEmpty);
    return parts;
  }

  private static List<Integer> all(int size) {
    List<Integer> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(i);
    }
    return all;
  }
}
