package io.ghostchain.protocol;

import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * One key of a vault.
 *
 * @param key the public key
 * @param weight what its signature counts towards the threshold; 0 for a session key, which is
 *     never a classical one
 * @param grant what a session key may do; null for a key with weight
 */
public record KeyEntry(PublicKey key, int weight, @Nullable SessionGrant grant) {
  /** Checks the components. */
  public KeyEntry {
    Require.that(
        AccountSchemes.admits(key.scheme()), "a signature scheme of accounts", key.scheme());
    Require.range("weight", weight, 0, Limits.WEIGHT);
    Require.that(
        (weight == 0) == (grant != null),
        "a grant for a key of weight 0 and for no other",
        "weight " + weight + (grant == null ? " without" : " with") + " a grant");
    Require.that(
        grant == null || !AccountSchemes.isClassical(key.scheme()),
        Reason.CLASSICAL_VAULT,
        "a post-quantum key for sessions",
        key.scheme());
  }

  /** A key with weight. */
  public KeyEntry(PublicKey key, int weight) {
    this(key, weight, null);
  }

  /** Whether this is a session key. */
  public boolean isSession() {
    return grant != null;
  }

  void write(WireWriter out) {
    out.uint32(1, key.scheme().id());
    out.bytes(2, Bytes.wrap(key.raw()));
    out.uint32(3, weight);
    if (grant != null) {
      out.message(4, grant::write);
    }
  }

  static KeyEntry read(WireReader in) throws DecodeException {
    int scheme = in.uint32(1, "scheme");
    Bytes raw = in.bytes(2, "public_key", Limits.PUBLIC_KEY_BYTES);
    return new KeyEntry(
        key(scheme, raw),
        in.uint32(3, "weight"),
        in.optionalMessage(4, "grant", SessionGrant::read));
  }

  private static PublicKey key(int scheme, Bytes raw) {
    SignatureScheme known = AccountSchemes.ofId(scheme);
    Require.count(
        "a public key of " + known,
        "bytes",
        raw.length(),
        known.publicKeyBytes(),
        known.publicKeyBytes());
    return PublicKey.of(known, raw.copy());
  }
}
