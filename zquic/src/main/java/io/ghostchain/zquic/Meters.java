package io.ghostchain.zquic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** One endpoint's meters, removed from the registry when the endpoint closes. Thread-safe. */
final class Meters implements AutoCloseable {
  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<QuicMeter, Counter> plain = new EnumMap<>(QuicMeter.class);
  private final List<Meter> own = new ArrayList<>();
  private final LongAdder bytesReceived = new LongAdder();
  private final LongAdder bytesSent = new LongAdder();

  Meters(MeterRegistry registry, String endpoint, QuicConnection.Side side) {
    this.registry = registry;
    this.tags = Tags.of("endpoint", endpoint, "side", side.name().toLowerCase(Locale.ROOT));
    for (QuicMeter meter :
        List.of(
            QuicMeter.HANDSHAKES,
            QuicMeter.STREAMS,
            QuicMeter.STREAMS_ABANDONED,
            QuicMeter.DATAGRAMS_SENT,
            QuicMeter.DATAGRAMS_RECEIVED,
            QuicMeter.DATAGRAMS_DROPPED)) {
      plain.put(meter, keep(counter(meter, tags)));
    }
    sum(QuicMeter.BYTES_RECEIVED, bytesReceived);
    sum(QuicMeter.BYTES_SENT, bytesSent);
  }

  void gauge(QuicMeter meter, IntSupplier value) {
    keep(
        Gauge.builder(meter.id(), value::getAsInt)
            .description(meter.description())
            .tags(tags)
            .register(registry));
  }

  void count(QuicMeter meter) {
    Counter counter = plain.get(meter);
    if (counter == null) {
      throw new IllegalArgumentException(meter + " is counted by reason");
    }
    counter.increment();
  }

  void count(QuicMeter meter, Enum<?> reason) {
    keep(counter(meter, tags.and("reason", reason.name().toLowerCase(Locale.ROOT)))).increment();
  }

  void received(int bytes) {
    bytesReceived.add(bytes);
  }

  void sent(int bytes) {
    bytesSent.add(bytes);
  }

  @Override
  public void close() {
    synchronized (own) {
      own.forEach(registry::remove);
      own.clear();
    }
  }

  private void sum(QuicMeter meter, LongAdder adder) {
    keep(
        FunctionCounter.builder(meter.id(), adder, LongAdder::sum)
            .description(meter.description())
            .baseUnit("bytes")
            .tags(tags)
            .register(registry));
  }

  private Counter counter(QuicMeter meter, Tags with) {
    return Counter.builder(meter.id())
        .description(meter.description())
        .tags(with)
        .register(registry);
  }

  private <T extends Meter> T keep(T meter) {
    synchronized (own) {
      if (!own.contains(meter)) {
        own.add(meter);
      }
    }
    return meter;
  }
}
