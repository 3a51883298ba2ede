package io.ghostchain.ghostd;

import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.rpc.NodeGrpcService;
import io.ghostchain.ghostd.verify.LedgerVerifier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The node's own figures, beside those of its QUIC listener. docs/operating/ghostd.md lists them.
 *
 * @param title as Micrometer names it
 * @param <T> whose figure it is
 */
record Meter<T>(String title, String description, ToDoubleFunction<T> value) {
  static final List<Meter<NodeCore>> CHAIN =
      List.of(
          new Meter<>("ghostd.chain.height", "Newest durable block", core -> core.head().height()),
          new Meter<>(
              "ghostd.mempool.transactions",
              "Transactions that wait for a block",
              core -> core.pool().size()),
          new Meter<>(
              "ghostd.mempool.bytes",
              "Bytes of transactions that wait",
              core -> core.pool().bytes()),
          new Meter<>(
              "ghostd.verify.waiting",
              "Transactions whose signatures wait to be checked",
              core -> core.intake().waiting()),
          new Meter<>(
              "ghostd.store.blocks.waiting",
              "Blocks on their way to the disk",
              NodeCore::blocksInFlight),
          new Meter<>(
              "ghostd.store.blocks.uncheckpointed",
              "Blocks that a start would replay",
              core -> core.store().uncheckpointedBlocks()),
          new Meter<>(
              "ghostd.store.log.bytes", "Bytes of the chain's log on disk", Meter::logBytes),
          new Meter<>("ghostd.state.keys", "Keys in the state", core -> core.state().size()),
          new Meter<>(
              "ghostd.fee.base", "Base fee of the next block", c -> c.nextTerms().baseFee()));

  static final List<Meter<LedgerVerifier>> VERIFICATION =
      List.of(
          new Meter<>(
              "ghostd.verify.rechecked",
              "Signatures checked a second time by a provider",
              LedgerVerifier::rechecked),
          new Meter<>(
              "ghostd.verify.keys.bytes",
              "Bytes of expanded keys that are kept",
              verifier -> verifier.keys().bytes()),
          new Meter<>(
              "ghostd.verify.keys.hits",
              "Expanded keys found among those kept",
              verifier -> verifier.keys().hits()),
          new Meter<>(
              "ghostd.verify.keys.misses",
              "Keys that had to be expanded",
              verifier -> verifier.keys().misses()));

  static void register(
      MeterRegistry registry, NodeCore core, LedgerVerifier verifier, NodeGrpcService service) {
    CHAIN.forEach(meter -> meter.register(registry, core));
    VERIFICATION.forEach(meter -> meter.register(registry, verifier));
    Gauge.builder("ghostd.rpc.streams", service, NodeGrpcService::openStreams)
        .description("Streams and watches that are open")
        .register(registry);
  }

  private void register(MeterRegistry registry, T of) {
    Gauge.builder(title, of, value).description(description).register(registry);
  }

  private static double logBytes(NodeCore core) {
    try {
      return core.store().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
