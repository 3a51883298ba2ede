package io.ghostchain.zcrypto;

/** A private key in its provider's form. Any thread may use it, none after {@link #close}. */
interface ProviderKey extends AutoCloseable {
  /** Wipes what the provider lets us wipe. */
  @Override
  void close();
}
