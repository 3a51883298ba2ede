package io.ghostchain.zquic.tls;

/**
 * Where an endpoint finds its identity at each new handshake. Called on event loops: it answers at
 * once.
 */
@FunctionalInterface
public interface IdentitySource {
  /** The identity for handshakes that begin now. */
  NodeIdentity current();

  /** An identity that never changes. */
  static IdentitySource fixed(NodeIdentity identity) {
    return () -> identity;
  }
}
