package io.ghostchain.benchmarks.transport;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import java.util.Set;

/**
 * Full handshakes against one server core. The figure is handshakes for each second of the server's
 * processor time, so that the client, which works as hard, does not count.
 */
public final class HandshakeBenchmark implements Benchmark {
  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("millis", "rounds"));
    int millis = options.number("millis", 5_000);
    int rounds = options.number("rounds", 5);
    add(
        report,
        "handshake.pq_mtls.per_s",
        "X25519MLKEM768, ML-DSA-65 on both sides",
        Handshakes.measure(
            "authenticated",
            (server, identity) -> new ZquicClient(server, identity, true),
            rounds,
            millis));
    add(
        report,
        "handshake.pq_server.per_s",
        "X25519MLKEM768, ML-DSA-65 on the server alone",
        Handshakes.measure(
            "anonymous",
            (server, identity) -> new ZquicClient(server, identity, false),
            rounds,
            millis));
    add(
        report,
        "handshake.classical.per_s",
        "X25519, ECDSA P-256 on the server alone",
        Handshakes.measure(
            "classical", (server, identity) -> new ClassicalClient(server), rounds, millis));
  }

  private static void add(Report report, String id, String what, Handshakes.Result result) {
    report.add(id, result.perServerSecond(), "1/s", "", result.note(what));
  }
}
