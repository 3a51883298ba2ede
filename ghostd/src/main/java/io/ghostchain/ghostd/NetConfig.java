package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.config.Setting;
import java.util.List;

/** Where the node serves its clients. */
public record NetConfig(
    @Setting(
            value = "127.0.0.1:9440",
            doc = "UDP address of the gRPC service over HTTP/3; port 0 takes a free one.")
        String listen,
    @Setting(
            value = "",
            doc =
                "Node ids of clients that are let in, or `*` for any that proves the key of its id."
                    + " Empty lets anyone in, which is allowed on a loopback address alone.")
        List<String> trustedClients,
    @Setting(
            value = "keys/node.seed",
            doc =
                "File with the seed of the node's identity as 64 hexadecimal digits, mode 0600; taken"
                    + " from the data directory if relative.")
        String identityFile) {
  /** Copies the list. */
  public NetConfig {
    trustedClients = List.copyOf(trustedClients);
  }
}
