package io.ghostchain.zquic;

import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.InetSocketAddress;

/** Whom a listener lets in. There is no default: every listener says it. */
public sealed interface ClientAccess {
  /** Clients prove an ML-DSA-65 key that the policy trusts. */
  record Authenticated(TrustPolicy policy) implements ClientAccess {}

  /** Anyone on this machine; what they may do is decided above, for instance by a token. */
  record AnonymousOnLoopback() implements ClientAccess {}

  /** Anyone anywhere, because this listener serves only what the whole world may read. */
  record PublicReadOnly() implements ClientAccess {}

  /** Clients prove an ML-DSA-65 key that the policy trusts. */
  static ClientAccess authenticated(TrustPolicy policy) {
    return new Authenticated(policy);
  }

  /** Anyone on this machine; the listener's address must be a loopback one. */
  static ClientAccess anonymousOnLoopback() {
    return new AnonymousOnLoopback();
  }

  /** Anyone anywhere, because this listener serves only what the whole world may read. */
  static ClientAccess publicReadOnly() {
    return new PublicReadOnly();
  }

  /**
   * Checks that a listener on {@code address} may have this access.
   *
   * @throws IllegalArgumentException if clients were anonymous on an address that others reach
   */
  default void requireFitFor(InetSocketAddress address) {
    if (this instanceof AnonymousOnLoopback && !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "anonymous clients are only let in on a loopback address, got "
              + address.getAddress().getHostAddress()
              + ": authenticate clients, or say that the listener is public and read-only");
    }
  }
}
