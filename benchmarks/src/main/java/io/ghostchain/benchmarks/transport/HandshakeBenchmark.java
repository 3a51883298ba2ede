package io.ghostchain.benchmarks.transport;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import java.util.List;
import java.util.Set;

/**
 * Full handshakes against one server core. The figure is handshakes for each second of the server's
 * processor time, so that the client, which works as hard, does not count. A server runs for
 * months, so it is warmed up until little is compiled any more.
 */
public final class HandshakeBenchmark implements Benchmark {
  private static final String JDK = "-Dzcrypto.provider.ml-dsa=jdk";

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("millis", "rounds", "warm-up"));
    int millis = options.number("millis", 5_000);
    int rounds = options.number("rounds", 5);
    int warmUp = options.number("warm-up", 8_000);
    Handshakes.Client mutual = (server, identity) -> new ZquicClient(server, identity, true);
    add(
        report,
        "handshake.pq_mtls.per_s",
        "X25519MLKEM768, ML-DSA-65 on both sides, by Conscrypt",
        Handshakes.measure("authenticated", List.of(), mutual, rounds, millis, warmUp));
    add(
        report,
        "handshake.pq_mtls_jdk.per_s",
        "the same, ML-DSA-65 by the JDK",
        Handshakes.measure("authenticated", List.of(JDK), mutual, rounds, millis, warmUp));
    add(
        report,
        "handshake.pq_server.per_s",
        "X25519MLKEM768, ML-DSA-65 on the server alone",
        Handshakes.measure(
            "anonymous",
            List.of(),
            (server, identity) -> new ZquicClient(server, identity, false),
            rounds,
            millis,
            warmUp));
    add(
        report,
        "handshake.classical.per_s",
        "X25519, ECDSA P-256 on the server alone",
        Handshakes.measure(
            "classical",
            List.of(),
            (server, identity) -> new ClassicalClient(server),
            rounds,
            millis,
            warmUp));
  }

  private static void add(Report report, String id, String what, Handshakes.Result result) {
    report.add(id, result.perServerSecond(), "1/s", "", result.note(what));
  }
}
