package io.ghostchain.protocol;

import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;

/**
 * A validator of an epoch.
 *
 * @param consensusKey an ML-DSA-44 key
 * @param stake in units of the stake asset, above 0
 */
public record Validator(PublicKey consensusKey, Amount stake) {
  /** The scheme of consensus keys and votes. */
  public static final SignatureScheme SCHEME = SignatureScheme.ML_DSA_44;

  /** Checks the components. */
  public Validator {
    Require.that(
        consensusKey.scheme() == SCHEME, "a consensus key of " + SCHEME, consensusKey.scheme());
    Require.that(!stake.isZero(), "a stake above 0", stake);
  }

  void write(WireWriter out) {
    out.bytes(1, Bytes.wrap(consensusKey.raw()));
    out.amount(2, stake);
  }

  static Validator read(WireReader in) throws DecodeException {
    Bytes raw = in.bytes(1, "consensus_key", Limits.PUBLIC_KEY_BYTES);
    Require.count(
        "a consensus key", "bytes", raw.length(), SCHEME.publicKeyBytes(), SCHEME.publicKeyBytes());
    return new Validator(PublicKey.of(SCHEME, raw.copy()), in.amount(2, "stake"));
  }
}
