package io.ghostchain.walletd;

import io.ghostchain.daemonkit.config.Section;
import io.ghostchain.daemonkit.config.Setting;
import io.ghostchain.daemonkit.health.HealthConfig;
import io.ghostchain.daemonkit.log.LogConfig;
import java.util.List;

/** Everything that can be set. */
public record WalletdConfig(
    @Section("Where clients reach this daemon.") Listen listen,
    @Section("The node it works with.") Node node,
    @Section("How wallets are kept.") Keys wallets,
    @Section("Health and metrics.") HealthConfig health,
    @Section("The log.") LogConfig log) {

  /** Where clients reach this daemon, and which may. */
  public record Listen(
      @Setting(
              value = "127.0.0.1:9450",
              doc =
                  "UDP address host:port; port 0 takes a free one. Beyond loopback, clients must be named.")
          String address,
      @Setting(
              value = "",
              doc =
                  "Ids of the clients that may connect, each proving its key. Empty: anyone on this machine who"
                      + " has the token.")
          List<String> clients) {}

  /** The node. */
  public record Node(
      @Setting(value = "127.0.0.1:9440", doc = "UDP address host:port of ghostd.") String address,
      @Setting(
              value = "",
              doc =
                  "Id that the node must prove. Empty: any, which is allowed for a node on loopback alone.")
          String id,
      @Setting(
              value = "",
              doc =
                  "Hash of the chain's genesis, 64 hexadecimal digits. Empty: the first chain this daemon meets"
                      + " is its chain.")
          String genesisHash,
      @Setting(
              value = "",
              doc =
                  "Hash of a block to trust, compared with somebody you trust: for a chain whose genesis is older"
                      + " than its trust period.")
          String checkpoint) {}

  /** How wallets are kept. */
  public record Keys(
      @Setting(
              value = "65536",
              min = "1024",
              max = "524288",
              doc =
                  "Memory in KiB that one guess at a passphrase costs (Argon2id, 3 passes), for wallets made from"
                      + " now on. A quarter of the heap must stay free.")
          int argon2MemoryKib) {}
}
