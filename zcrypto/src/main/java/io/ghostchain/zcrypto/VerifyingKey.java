package io.ghostchain.zcrypto;

/** A public key in its provider's form. Immutable. */
@FunctionalInterface
interface VerifyingKey {
  /** What bytes that are no public key become. */
  VerifyingKey OF_NOTHING = (message, signature) -> false;

  /** False for whatever does not verify; never throws for what a peer sent. */
  boolean verify(byte[] message, byte[] signature);
}
