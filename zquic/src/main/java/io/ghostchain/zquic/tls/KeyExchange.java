package io.ghostchain.zquic.tls;

import java.util.List;

/** The key exchange groups (RFC 8446 section 4.2.7) that an endpoint offers or accepts. */
public enum KeyExchange {
  /** X25519MLKEM768 and nothing else: what is recorded today stays secret. The default. */
  POST_QUANTUM,

  /**
   * X25519MLKEM768 first, then X25519 and P-256 for peers that know nothing better. What is said to
   * such peers can be read by whoever records it and has a quantum computer later.
   */
  POST_QUANTUM_OR_CLASSICAL;

  /** The groups, most wanted first. */
  public List<String> groups() {
    return switch (this) {
      case POST_QUANTUM -> List.of("X25519MLKEM768");
      case POST_QUANTUM_OR_CLASSICAL -> List.of("X25519MLKEM768", "X25519", "P-256");
    };
  }
}
