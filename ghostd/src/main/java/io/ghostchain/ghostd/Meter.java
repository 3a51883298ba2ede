package io.ghostchain.ghostd;

import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.rpc.NodeGrpcService;
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
 */
record Meter(String title, String description, ToDoubleFunction<NodeCore> value) {
  static final List<Meter> ALL =
      List.of(
          new Meter("ghostd.chain.height", "Newest durable block", core -> core.head().height()),
          new Meter(
              "ghostd.mempool.transactions",
              "Transactions that wait for a block",
              core -> core.pool().size()),
          new Meter(
              "ghostd.mempool.bytes",
              "Bytes of transactions that wait",
              core -> core.pool().bytes()),
          new Meter(
              "ghostd.verify.waiting",
              "Transactions whose signatures wait to be checked",
              core -> core.intake().waiting()),
          new Meter(
              "ghostd.store.blocks.waiting",
              "Blocks on their way to the disk",
              NodeCore::blocksInFlight),
          new Meter(
              "ghostd.store.blocks.uncheckpointed",
              "Blocks that a start would replay",
              core -> core.store().uncheckpointedBlocks()),
          new Meter("ghostd.store.log.bytes", "Bytes of the chain's log on disk", Meter::logBytes),
          new Meter("ghostd.state.keys", "Keys in the state", core -> core.state().size()),
          new Meter("ghostd.fee.base", "Base fee of the next block", c -> c.nextTerms().baseFee()));

  static void register(MeterRegistry registry, NodeCore core, NodeGrpcService service) {
    for (Meter meter : ALL) {
      Gauge.builder(meter.title, core, meter.value)
          .description(meter.description)
          .register(registry);
    }
    Gauge.builder("ghostd.rpc.streams", service, NodeGrpcService::openStreams)
        .description("Streams and watches that are open")
        .register(registry);
  }

  private static double logBytes(NodeCore core) {
    try {
      return core.store().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
