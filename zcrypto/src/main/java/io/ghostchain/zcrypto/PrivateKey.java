package io.ghostchain.zcrypto;

import java.util.Arrays;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A private key that can be destroyed. Held as its seed, and in its provider's form from the first
 * signature on; {@link #close} wipes both, as far as the provider lets us.
 *
 * <p>Safe for many threads: closing waits for signatures under way, and none begins after it.
 */
public final class PrivateKey implements AutoCloseable {
  private final PublicKey publicKey;
  private final byte[] secret;
  private final boolean seeded;
  private final Supplier<SigningKey> makeSigningKey;

  /** Guards {@link #secret} and {@link #signingKey} against being wiped while in use. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private volatile @Nullable SigningKey signingKey;
  private volatile boolean destroyed;

  private PrivateKey(
      PublicKey publicKey, byte[] secret, boolean seeded, Supplier<SigningKey> makeSigningKey) {
    this.publicKey = publicKey;
    this.secret = secret;
    this.seeded = seeded;
    this.makeSigningKey = makeSigningKey;
  }

  /** A key held as its seed, which it owns from now on. */
  static PrivateKey ofSeed(PublicKey publicKey, byte[] seed) {
    return new PrivateKey(
        publicKey,
        seed,
        true,
        () -> publicKey.scheme().selection().engine().signingKey(seed, publicKey.bytes()));
  }

  /** An ML-DSA key whose seed is not known, held expanded; it owns the bytes from now on. */
  static PrivateKey ofExpandedMlDsa(PublicKey publicKey, byte[] expanded) {
    return new PrivateKey(
        publicKey,
        expanded,
        false,
        () -> BcMlDsa.pure(SignatureEngines.mlDsa(publicKey.scheme())).signingKey(expanded));
  }

  /** The public half. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The scheme this key belongs to. */
  public SignatureScheme scheme() {
    return publicKey.scheme();
  }

  /**
   * Signs a message.
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public byte[] sign(byte[] message) {
    return withSecret(bytes -> signingKey().sign(message));
  }

  /** Whether the seed is known: not so for an ML-DSA key that was read in its expanded form. */
  public boolean hasSeed() {
    return seeded;
  }

  /**
   * A copy of the seed, for storing it encrypted. The caller wipes the copy.
   *
   * @throws IllegalStateException if the key was destroyed, or its seed is not known
   */
  public byte[] seed() {
    if (!seeded) {
      throw new IllegalStateException("the key was read in expanded form, its seed is not known");
    }
    return secret();
  }

  /** Whether {@link #close} was called. */
  public boolean isDestroyed() {
    return destroyed;
  }

  /** Wipes the secret. Closing twice is harmless. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      destroyed = true;
      Arrays.fill(secret, (byte) 0);
      SigningKey key = signingKey;
      signingKey = null;
      if (key != null) {
        key.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "PrivateKey[" + publicKey + "]";
  }

  /** A copy of the seed or, if there is none, of the expanded key. */
  byte[] secret() {
    return withSecret(byte[]::clone);
  }

  /** Does something with the secret itself, which it must not keep. */
  <T> T withSecret(Function<byte[], T> action) {
    lock.readLock().lock();
    try {
      if (destroyed) {
        throw new IllegalStateException("the private key was destroyed");
      }
      return action.apply(secret);
    } finally {
      lock.readLock().unlock();
    }
  }

  private SigningKey signingKey() {
    SigningKey key = signingKey;
    if (key == null) {
      synchronized (makeSigningKey) {
        key = signingKey;
        if (key == null) {
          key = makeSigningKey.get();
          signingKey = key;
        }
      }
    }
    return key;
  }
}
