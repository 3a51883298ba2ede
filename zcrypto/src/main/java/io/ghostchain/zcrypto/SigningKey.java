package io.ghostchain.zcrypto;

/** A private key that signs, in its provider's form. */
interface SigningKey extends ProviderKey {
  byte[] sign(byte[] message);
}
