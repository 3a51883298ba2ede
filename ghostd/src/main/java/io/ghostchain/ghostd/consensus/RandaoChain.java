package io.ghostchain.ghostd.consensus;

import io.ghostchain.protocol.Tag;
import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A proposer's reveals: links of a hash chain in reverse, so that each is checked by hashing it to
 * the one before and none can be chosen (LEDGER.md, "Leaders").
 *
 * <p>Each epoch has chains of 4,096 links that follow from the validator's key, which is all that
 * must be kept. Not thread-safe.
 */
final class RandaoChain {
  static final int LINKS = 4096;

  private final Hash secret;
  private long chainEpoch = -1;
  private long chainNumber = -1;
  private Hash @Nullable [] links;

  /** The chains of a secret, which is never revealed. */
  RandaoChain(Hash secret) {
    this.secret = secret;
  }

  /** The reveal for the block of an index in an epoch. */
  Hash reveal(long epoch, long index) {
    long number = index / LINKS;
    Hash[] chain = links;
    if (chain == null || epoch != chainEpoch || number != chainNumber) {
      chain = build(epoch, number);
      links = chain;
      chainEpoch = epoch;
      chainNumber = number;
    }
    return chain[LINKS - 1 - (int) (index % LINKS)];
  }

  /** Whether a reveal follows the one before it in the same chain. */
  static boolean follows(Hash reveal, Hash before) {
    return Tag.RANDAO.hash(reveal.bytes()).equals(before);
  }

  private Hash[] build(long epoch, long number) {
    Hash[] chain = new Hash[LINKS];
    byte[] place = ByteBuffer.allocate(16).putLong(epoch).putLong(number).array();
    chain[0] = Tag.RANDAO.hash(secret.bytes(), place);
    for (int i = 1; i < LINKS; i++) {
      chain[i] = Tag.RANDAO.hash(chain[i - 1].bytes());
    }
    return chain;
  }
}
