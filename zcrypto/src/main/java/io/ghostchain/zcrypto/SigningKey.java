package io.ghostchain.zcrypto;

/** A private key in its provider's form. Any thread may sign, none after {@link #close}. */
interface SigningKey extends AutoCloseable {
  byte[] sign(byte[] message);

  /** Wipes what the provider lets us wipe. */
  @Override
  void close();
}
