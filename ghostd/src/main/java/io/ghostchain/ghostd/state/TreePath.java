package io.ghostchain.ghostd.state;

import io.ghostchain.zcrypto.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root of the state tree to where a key is or would be.
 *
 * @param siblings from the bottom up
 * @param leaf the leaf at the end: the key's own, or another's that stands in its place; null if
 *     the way ends in an empty subtree
 */
public record TreePath(List<Hash> siblings, @Nullable Leaf leaf) {
  /** A leaf of the tree. */
  public record Leaf(Hash keyHash, Hash valueHash) {}

  public TreePath {
    siblings = List.copyOf(siblings);
  }
}
