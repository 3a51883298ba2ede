package io.ghostchain.ghostd.consensus;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Vote;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The key with which a validator votes; wiped when closed. */
public final class ValidatorKey implements AutoCloseable {
  private final PrivateKey key;

  /** Takes over a key, and closes it with itself. */
  public ValidatorKey(PrivateKey key) {
    this.key = key;
  }

  /** The public half, as the validator set names it. */
  public PublicKey publicKey() {
    return key.publicKey();
  }

  /** Signs a vote. */
  public Bytes sign(Vote vote) {
    return Bytes.of(key.sign(vote.message()));
  }

  /** What the reveals of a chain follow from. */
  Hash randaoSecret(Hash genesisHash) {
    byte[] seed = key.seed();
    try {
      return Hash.sha256(
          "ghostd randao secret".getBytes(StandardCharsets.US_ASCII), seed, genesisHash.bytes());
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  @Override
  public void close() {
    key.close();
  }
}
