package io.ghostchain.zcrypto.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.zcrypto.Hash;

/** Proofs and frontiers have one encoding each; what is none is refused; checking never throws. */
class MerkleProofFuzzTest {
  @FuzzTest
  void anyBytesAreAProofOrRefused(byte[] encoded) {
    try {
      MerkleProof proof = MerkleProof.decode(encoded);
      assertArrayEquals(encoded, proof.encode());
      assertNotNull(proof.rootFor(encoded));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyBytesAreAConsistencyProofOrRefused(byte[] encoded) {
    try {
      ConsistencyProof proof = ConsistencyProof.decode(encoded);
      assertArrayEquals(encoded, proof.encode());
      assertEquals(
          proof.oldSize() == 0 && proof.newSize() > 0,
          proof.holds(Hash.ZERO, Hash.sha256(encoded)));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyBytesAreAFrontierOrRefused(byte[] encoded) {
    try {
      MerkleFrontier frontier = MerkleFrontier.decode(encoded);
      assertArrayEquals(encoded, frontier.encode());
      assertNotNull(frontier.root());
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
