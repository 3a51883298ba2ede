package io.ghostchain.zquic.tls;

import io.ghostchain.zcrypto.PublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which peers an endpoint speaks with. Asked once for each handshake, on a thread that may compute
 * but should not wait; asked again when a TLS session is resumed, so that a peer that is no longer
 * trusted does not come back on an old ticket.
 */
@FunctionalInterface
public interface TrustPolicy {
  /** Why the peer is refused: what was expected and what came. Empty when it is trusted. */
  Optional<String> refusal(PeerCertificate peer);

  /** Trusts the nodes with these ids, and no other. */
  static TrustPolicy pinned(Set<NodeId> ids) {
    Set<NodeId> sorted = Set.copyOf(ids);
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("expected at least one node id to trust, got none");
    }
    return selfSigned(peer ->
        sorted.contains(peer.id())
            ? Optional.empty()
            : Optional.of("expected node " + oneOf(sorted) + ", got " + peer.id()));
  }

  /** Trusts one node. */
  static TrustPolicy pinned(NodeId id) {
    return pinned(Set.of(id));
  }

  /** Trusts every node whose certificate this authority signed. */
  static TrustPolicy issuedBy(PublicKey authority) {
    return peer ->
        peer.isSignedBy(authority)
            ? Optional.empty()
            : Optional.of(
                "expected a certificate signed by " + authority + ", got " + peer.id() + "'s");
  }

  /**
   * Trusts the nodes that a predicate accepts, for example those in an on-chain registry.
   *
   * @param expected what the predicate looks for, for the message of a refusal
   */
  static TrustPolicy matching(String expected, Predicate<NodeId> accepted) {
    return selfSigned(peer ->
        accepted.test(peer.id())
            ? Optional.empty()
            : Optional.of("expected " + expected + ", got node " + peer.id()));
  }

  /**
   * Trusts every node that proves to hold the key it names. The peer's id is then known, and what
   * it may do is decided above.
   */
  static TrustPolicy anyNode() {
    return selfSigned(peer -> Optional.empty());
  }

  /** Trusts what either policy trusts; a refusal names both reasons. */
  default TrustPolicy or(TrustPolicy other) {
    return peer -> {
      Optional<String> mine = refusal(peer);
      return mine.isEmpty() ? mine : other.refusal(peer).map(its -> mine.get() + "; or " + its);
    };
  }

  private static TrustPolicy selfSigned(TrustPolicy then) {
    return peer ->
        peer.isSelfSigned()
            ? then.refusal(peer)
            : Optional.of("expected a certificate that node " + peer.id() + " signed itself");
  }

  private static String oneOf(Set<NodeId> ids) {
    String all =
        String.join(", ", new TreeSet<>(ids).stream().limit(3).map(NodeId::toString).toList());
    return ids.size() == 1
        ? all
        : "one of " + ids.size() + " (" + all + (ids.size() > 3 ? ", ...)" : ")");
  }
}
