package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;

/** A key in the form of the provider that zcrypto selected; it is parsed by its first use. */
record ProviderKey(PublicKey key) implements ExpandedKey {
  /** A provider's own form of a key is not to be seen; those known keep the matrix, or not more. */
  private static final int FORM_FACTOR = 2;

  @Override
  public SignatureScheme scheme() {
    return key.scheme();
  }

  @Override
  public int byteSize() {
    ParameterSet set = ParameterSet.of(scheme());
    return FORM_FACTOR * scheme().publicKeyBytes() + set.rows * set.rowInts() * Integer.BYTES;
  }
}
