package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.config.ConfigLoader;
import io.ghostchain.daemonkit.config.Section;
import io.ghostchain.daemonkit.health.HealthConfig;
import io.ghostchain.daemonkit.log.LogConfig;
import io.ghostchain.ghostd.consensus.ConsensusConfig;
import io.ghostchain.ghostd.node.ExecutionConfig;
import io.ghostchain.ghostd.node.LimitsConfig;
import io.ghostchain.ghostd.node.MempoolConfig;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.store.StoreConfig;
import io.ghostchain.ghostd.verify.VerifyConfig;

/** All of ghostd's configuration; docs/operating/ghostd.md lists every key. */
public record GhostdConfig(
    @Section("Where clients connect, and who may.") NetConfig net,
    @Section("What one client may ask for.") LimitsConfig limits,
    @Section("Transactions that wait for a block.") MempoolConfig mempool,
    @Section("The checking of signatures.") VerifyConfig verify,
    @Section("The making of blocks.") ConsensusConfig consensus,
    @Section("The execution of blocks.") ExecutionConfig execution,
    @Section("The chain on disk.") StoreConfig store,
    @Section("Health and metrics over HTTP.") HealthConfig health,
    @Section("The log on standard error.") LogConfig log) {
  /** Reads a configuration: file, then {@code GHOSTD_*} in the environment, then flags. */
  public static ConfigLoader<GhostdConfig> loader() {
    return ConfigLoader.of(GhostdConfig.class, "GHOSTD");
  }

  /** What the pipeline takes of it. */
  NodeCore.Settings settings() {
    return new NodeCore.Settings(mempool, verify, limits, consensus, execution, store);
  }
}
