package io.ghostchain.zcrypto;

import java.util.List;

/**
 * What checks signatures for those who need not know how: one at a time or many at once.
 *
 * <p>Safe for many threads. Never throws for what a peer sent.
 */
@FunctionalInterface
public interface Verifier {
  /** Whether the signature over the message was made with the key. */
  boolean verify(PublicKey key, byte[] message, byte[] signature);

  /**
   * Whether each claim holds, in order. An implementation that gains from checking several at once
   * does it here.
   */
  default boolean[] verifyAll(List<Claim> claims) {
    boolean[] holds = new boolean[claims.size()];
    int i = 0;
    for (Claim claim : claims) {
      holds[i++] = verify(claim.key(), claim.message(), claim.signature());
    }
    return holds;
  }

  /** That a signature over a message was made with a key. The arrays are not copied. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  record Claim(PublicKey key, byte[] message, byte[] signature) {}
}
