package io.ghostchain.benchmarks.rpc;

import io.ghostchain.zquic.CongestionControl;
import io.ghostchain.zquic.QuicConfig;
import java.time.Duration;
import java.util.List;

/**
 * What of our transport a measurement sets; the peer's is as grpc-java and the kernel have it.
 *
 * @param spin how long our event loops look for work before they sleep
 * @param congestion how our endpoints find their sending rate
 */
record Setting(Duration spin, CongestionControl congestion) {
  static Setting parse(String spinMicros, String congestion) {
    return new Setting(
        Duration.ofNanos(1_000 * Long.parseLong(spinMicros)),
        CongestionControl.valueOf(congestion));
  }

  /** The words that {@link #parse} takes. */
  List<String> words() {
    return List.of(Long.toString(spin.toNanos() / 1_000), congestion.name());
  }

  QuicConfig config() {
    QuicConfig defaults = QuicConfig.defaults();
    return defaults.with(defaults.udp().withSpin(spin)).with(congestion);
  }
}
