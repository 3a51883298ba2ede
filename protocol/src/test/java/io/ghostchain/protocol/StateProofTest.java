package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StateProofTest {
  @Property(cases = 50)
  void whatTheTreeHoldsAndWhatItDoesNotAreProved(RandomGenerator random) throws DecodeException {
    var trie = new NaiveTrie();
    List<Bytes> keys = fill(trie, random);
    Hash root = trie.root();
    for (Bytes key : keys) {
      StateProof proof = StateProof.decode(trie.prove(key).encode());
      assertTrue(proof.verify(root));
      assertEquals(key, proof.value());
    }
    Bytes absent = Bytes.utf8("absent");
    StateProof absence = StateProof.decode(trie.prove(absent).encode());
    assertTrue(absence.verify(root));
    assertNull(absence.value());
  }

  @Property(cases = 50)
  void aProofOfSomethingElseDoesNotHold(RandomGenerator random) {
    var trie = new NaiveTrie();
    List<Bytes> keys = fill(trie, random);
    Hash root = trie.root();
    Bytes key = keys.get(random.nextInt(keys.size()));
    StateProof honest = trie.prove(key);
    List<Hash> siblings = honest.siblings();
    assertFalse(new StateProof(key, Bytes.utf8("more"), siblings, null).verify(root));
    assertFalse(new StateProof(key, null, siblings, null).verify(root));
    assertFalse(honest.verify(new LedgerGenerator(random).hash()));
    Bytes other = Bytes.utf8("other");
    if (!siblings.isEmpty()) {
      assertFalse(
          new StateProof(key, key, siblings.subList(1, siblings.size()), null).verify(root));
    }
    // A true leaf of the tree at a place where the absent key would not be.
    var leaf = new OtherLeaf(key.sha256(), key.sha256());
    boolean samePlace = sharePrefix(other.sha256(), key.sha256(), siblings.size());
    assertEquals(samePlace, new StateProof(other, null, siblings, leaf).verify(root));
  }

  @Property(cases = 30)
  void theRootDependsOnContentAlone(RandomGenerator random) {
    var trie = new NaiveTrie();
    List<Bytes> keys = fill(trie, random);
    Hash root = trie.root();
    Bytes extra = Bytes.utf8("extra");
    trie.put(extra, extra);
    assertNotEquals(root, trie.root());
    trie.remove(extra);
    assertEquals(root, trie.root());
    trie.put(keys.getFirst(), Bytes.utf8("changed"));
    assertNotEquals(root, trie.root());
  }

  @Test
  void anEmptyTreeProvesAbsenceWithNothing() {
    var proof = new StateProof(Bytes.utf8("key"), null, List.of(), null);
    assertTrue(proof.verify(Hash.ZERO));
    assertFalse(proof.verify(Hash.sha256(new byte[0])));
  }

  @Test
  void contradictoryProofsCannotBeMade() {
    Bytes key = Bytes.utf8("key");
    var own = new OtherLeaf(key.sha256(), Hash.ZERO);
    var other = new OtherLeaf(Hash.ZERO, Hash.ZERO);
    assertThrows(IllegalArgumentException.class, () -> new StateProof(key, null, List.of(), own));
    assertThrows(IllegalArgumentException.class, () -> new StateProof(key, key, List.of(), other));
    assertThrows(
        IllegalArgumentException.class, () -> new StateProof(key, Bytes.EMPTY, List.of(), null));
  }

  private static List<Bytes> fill(NaiveTrie trie, RandomGenerator random) {
    var generator = new LedgerGenerator(random);
    List<Bytes> keys = new ArrayList<>();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      Bytes key = generator.bytes(8);
      keys.add(key);
      trie.put(key, key);
    }
    return keys;
  }

  private static boolean sharePrefix(Hash one, Hash two, int bits) {
    for (int i = 0; i < bits; i++) {
      if (one.bit(i) != two.bit(i)) {
        return false;
      }
    }
    return true;
  }
}
