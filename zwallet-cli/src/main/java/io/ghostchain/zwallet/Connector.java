package io.ghostchain.zwallet;

import io.grpc.ManagedChannel;

/** How a command reaches walletd. */
public interface Connector {
  /**
   * A channel to the walletd that the settings name, which carries what authenticates this client.
   *
   * @throws Failure if the settings name none, or what they name cannot be read
   */
  ManagedChannel connect(Settings settings);

  /** By QUIC, with a post-quantum handshake. */
  static Connector overQuic() {
    return new QuicConnector();
  }
}
