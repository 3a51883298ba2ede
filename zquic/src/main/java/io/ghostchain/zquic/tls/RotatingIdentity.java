package io.ghostchain.zquic.tls;

/**
 * An identity that can be replaced while endpoints use it: handshakes that begin after {@link
 * #rotate} show the new certificate, connections made before live on.
 */
public final class RotatingIdentity implements IdentitySource {
  private volatile NodeIdentity current;

  /** Starts with an identity. */
  public RotatingIdentity(NodeIdentity first) {
    this.current = first;
  }

  /** Replaces the identity. The caller closes the old one once its handshakes are over. */
  public void rotate(NodeIdentity next) {
    current = next;
  }

  @Override
  public NodeIdentity current() {
    return current;
  }
}
