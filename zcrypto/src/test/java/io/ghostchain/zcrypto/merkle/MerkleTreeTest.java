package io.ghostchain.zcrypto.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  /** Enough for every shape of a right edge over seven levels. */
  private static final int SIZES = 130;

  /** The leaves and roots that Certificate Transparency's implementations have long agreed on. */
  @Test
  void theRootsAreThoseOfCertificateTransparency() {
    List<byte[]> leaves =
        List.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();
    List<String> roots =
        List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    for (int size = 1; size <= leaves.size(); size++) {
      assertEquals(Hash.parse(roots.get(size - 1)), MerkleTree.of(leaves.subList(0, size)).root());
    }
  }

  @Test
  void theRootOfAWholeListIsTheOneOfATreeThatGrew() {
    List<Hash> leaves = new ArrayList<>();
    MerkleFrontier frontier = new MerkleFrontier();
    for (int size = 1; size <= SIZES; size++) {
      Hash leaf = Hash.sha256(new byte[] {(byte) size});
      leaves.add(leaf);
      frontier.append(leaf.bytes());
      assertEquals(frontier.root(), MerkleRoot.of(leaves), "of " + size);
    }
  }

  @Test
  void theRootOfNoLeavesIsZero() {
    assertEquals(Hash.ZERO, new MerkleTree().root());
    assertEquals(Hash.ZERO, MerkleRoot.of(List.of()));
    assertEquals(Hash.ZERO, MerkleFrontier.rootOf(List.of()));
  }

  @Test
  void treeAndFrontierGiveTheRootOfTheRecursiveDefinition() {
    List<byte[]> leaves = leaves(SIZES);
    var tree = new MerkleTree();
    var frontier = new MerkleFrontier();
    for (int size = 1; size <= SIZES; size++) {
      tree.append(leaves.get(size - 1));
      frontier.append(leaves.get(size - 1));
      Hash expected = definition(leaves.subList(0, size));
      assertEquals(expected, tree.root());
      assertEquals(expected, frontier.root());
      frontier = MerkleFrontier.decode(frontier.encode());
      assertEquals(size, frontier.size());
    }
  }

  @Test
  void everyLeafOfEverySizeIsProvedAndNoOther() {
    List<byte[]> leaves = leaves(SIZES);
    for (int size = 1; size <= SIZES; size++) {
      MerkleTree tree = MerkleTree.of(leaves.subList(0, size));
      for (int index = 0; index < size; index++) {
        MerkleProof proof = tree.prove(index);
        assertTrue(proof.holds(tree.root(), leaves.get(index)));
        assertFalse(proof.holds(tree.root(), leaves.get((index + 1) % SIZES)));
        assertEquals(proof, MerkleProof.decode(proof.encode()));
      }
    }
  }

  @Test
  void everyGrowthIsProved() {
    List<byte[]> leaves = leaves(SIZES);
    MerkleTree tree = new MerkleTree();
    var roots = new ArrayList<Hash>(List.of(tree.root()));
    for (int size = 1; size <= SIZES; size++) {
      tree.append(leaves.get(size - 1));
      roots.add(tree.root());
      for (int old = 0; old <= size; old++) {
        ConsistencyProof proof = tree.proveGrowthFrom(old);
        assertTrue(proof.holds(roots.get(old), tree.root()), old + " to " + size);
        assertEquals(proof, ConsistencyProof.decode(proof.encode()));
      }
    }
  }

  @Property(cases = 50)
  void aRewrittenHistoryIsNotAGrowth(RandomGenerator random) {
    int size = 2 + random.nextInt(SIZES - 2);
    int old = 1 + random.nextInt(size - 1);
    List<byte[]> leaves = leaves(size);
    Hash oldRoot = MerkleFrontier.rootOf(leaves.subList(0, old));
    leaves.set(random.nextInt(old), new byte[] {9});
    MerkleTree rewritten = MerkleTree.of(leaves);
    assertFalse(rewritten.proveGrowthFrom(old).holds(oldRoot, rewritten.root()));
  }

  @Property(cases = 50)
  void aChangedProofDoesNotHold(RandomGenerator random) {
    MerkleTree tree = MerkleTree.of(leaves(2 + random.nextInt(SIZES - 2)));
    int index = random.nextInt((int) tree.size());
    byte[] encoded = tree.prove(index).encode();
    encoded[random.nextInt(encoded.length)] ^= (byte) (1 << random.nextInt(8));
    byte[] leaf = leaves(index + 1).getLast();
    MerkleProof changed;
    try {
      changed = MerkleProof.decode(encoded);
    } catch (IllegalArgumentException shape) {
      return;
    }
    // A size can change without moving the path; the root commits to leaves, not to their number.
    boolean samePath =
        changed.leafIndex() == index && changed.siblings().equals(tree.prove(index).siblings());
    assertEquals(samePath, changed.holds(tree.root(), leaf));
  }

  @Test
  void aTableFilledByAFrontierProvesEarlierSizesToo() {
    List<byte[]> leaves = leaves(SIZES);
    var table = new HashMap<String, Hash>();
    var frontier = new MerkleFrontier();
    for (byte[] leaf : leaves) {
      frontier.append(leaf, (level, position, hash) -> table.put(level + "/" + position, hash));
    }
    MerkleNodes nodes =
        (level, position) -> Objects.requireNonNull(table.get(level + "/" + position));
    MerkleTree earlier = MerkleTree.of(leaves.subList(0, 77));
    assertEquals(earlier.prove(76), MerkleProof.of(nodes, 76, 77));
    assertEquals(earlier.proveGrowthFrom(50), ConsistencyProof.of(nodes, 50, 77));
  }

  @Test
  void aNodeCannotPoseAsALeaf() {
    List<byte[]> leaves = leaves(2);
    Hash root = MerkleTree.of(leaves).root();
    byte[] children = new byte[64];
    MerkleHash.leaf(leaves.get(0)).write(children, 0);
    MerkleHash.leaf(leaves.get(1)).write(children, 32);
    assertFalse(new MerkleProof(0, 1, List.of()).holds(root, children));
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MerkleProof(2, 2, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new MerkleProof(-1, 2, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new MerkleProof(0, -5, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new MerkleProof(0, 2, List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new MerkleProof(0, Long.MAX_VALUE, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new ConsistencyProof(3, 2, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new ConsistencyProof(3, 4, List.of()));
    assertThrows(IllegalArgumentException.class, () -> MerkleProof.decode(new byte[15]));
    assertThrows(IllegalArgumentException.class, () -> MerkleProof.decode(new byte[1 << 20]));
    assertThrows(IllegalArgumentException.class, () -> ConsistencyProof.decode(new byte[17]));
    assertThrows(
        IllegalArgumentException.class,
        () -> MerkleFrontier.decode(new byte[] {-1, 0, 0, 0, 0, 0, 0, 0}));
    assertThrows(
        IllegalArgumentException.class,
        () -> MerkleFrontier.decode(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}));
    assertThrows(IndexOutOfBoundsException.class, () -> new MerkleTree().prove(0));
  }

  @Test
  void aProofInTheLargestTreeHasTheLengthThatIsStated() {
    var proof = new MerkleProof(0, MerkleFrontier.SIZE_MAX, Collections.nCopies(62, Hash.ZERO));
    assertEquals(MerkleProof.ENCODED_BYTES_MAX, proof.encode().length);
    assertArrayEquals(proof.encode(), MerkleProof.decode(proof.encode()).encode());
  }

  /** RFC 9162 section 2.1.1, word for word. */
  private static Hash definition(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return MerkleHash.leaf(leaves.getFirst());
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return MerkleHash.node(
        definition(leaves.subList(0, split)), definition(leaves.subList(split, leaves.size())));
  }

  private static List<byte[]> leaves(int count) {
    var leaves = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      leaves.add(new byte[] {(byte) i, (byte) (i >>> 8), 7});
    }
    return leaves;
  }
}
