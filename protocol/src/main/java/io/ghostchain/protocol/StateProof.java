package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the state under a root holds for one key.
 *
 * @param key as {@link StateKey} builds it
 * @param value null if the state holds nothing for the key
 * @param siblings of the nodes from the leaf, or the place where it would be, up to the root; at
 *     most 256
 * @param other for absence: the leaf that stands in the key's place; null if nothing does
 */
public record StateProof(
    Bytes key, @Nullable Bytes value, List<Hash> siblings, @Nullable OtherLeaf other) {
  private static final int SIBLINGS_MAX = 256;

  /** Checks the components. */
  public StateProof {
    siblings = List.copyOf(siblings);
    Require.length("a key", key, 1, StateKey.BYTES_MAX);
    if (value != null) {
      Require.length("a value", value, 1, Limits.MESSAGE_BYTES);
    }
    Require.size("siblings", siblings, 0, SIBLINGS_MAX);
    Require.that(
        value == null || other == null, "a value or another leaf, not both", "both of them");
    Require.that(
        other == null || !other.keyHash().equals(key.sha256()),
        "another key's leaf",
        "a leaf of the key itself");
  }

  /** Decodes a proof. */
  public static StateProof decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), 2 * Limits.MESSAGE_BYTES, "state_proof", StateProof::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(256 + 34 * siblings.size(), this::write);
  }

  /**
   * Whether the state under {@code root} holds exactly this {@link #value} for the {@link #key}, or
   * nothing if that is null.
   */
  public boolean verify(Hash root) {
    Hash keyHash = key.sha256();
    int depth = siblings.size();
    Hash node;
    if (value != null) {
      node = StateHash.leaf(keyHash, value.sha256());
    } else if (other != null) {
      if (!sharePrefix(keyHash, other.keyHash(), depth)) {
        return false;
      }
      node = StateHash.leaf(other.keyHash(), other.valueHash());
    } else {
      node = StateHash.EMPTY;
    }
    for (int i = 0; i < depth; i++) {
      Hash sibling = siblings.get(i);
      node =
          keyHash.bit(depth - 1 - i)
              ? StateHash.inner(sibling, node)
              : StateHash.inner(node, sibling);
    }
    return node.equals(root);
  }

  private static boolean sharePrefix(Hash one, Hash two, int bits) {
    for (int i = 0; i < bits; i++) {
      if (one.bit(i) != two.bit(i)) {
        return false;
      }
    }
    return true;
  }

  private void write(WireWriter out) {
    out.bytes(1, key);
    if (value != null) {
      out.bytes(2, value);
    }
    out.repeatedHash(3, siblings);
    if (other != null) {
      out.message(4, other::write);
    }
  }

  private static StateProof read(WireReader in) throws DecodeException {
    Bytes key = in.bytes(1, "key", StateKey.BYTES_MAX);
    Bytes value = in.bytes(2, "value", Limits.MESSAGE_BYTES);
    return new StateProof(
        key,
        value.isEmpty() ? null : value,
        in.repeatedHash(3, "siblings", SIBLINGS_MAX),
        in.optionalMessage(4, "other", OtherLeaf::read));
  }
}
