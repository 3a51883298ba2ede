package io.ghostchain.walletd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.StopSignal;
import io.ghostchain.daemonkit.cli.Json;
import io.ghostchain.daemonkit.health.HealthServer;
import io.ghostchain.daemonkit.log.Logging;
import io.ghostchain.daemonkit.memory.IdleMemory;
import io.ghostchain.daemonkit.sdnotify.SdNotify;
import io.ghostchain.walletd.keys.WalletDirectoryException;
import io.ghostchain.walletkit.PrivateFile;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ManagedChannel;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code walletd start}: runs until it is told to stop. */
@Command(name = "start", description = "Runs the daemon.", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(StartCommand.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "Written once clients are served: address, id and pid as JSON.")
  private @Nullable Path readyFile;

  @Override
  public Integer call() throws Exception {
    WalletdConfig config = options.load().value();
    Logging.configure(config.log());
    try (StopSignal stop = new StopSignal();
        SdNotify systemd = SdNotify.fromEnvironment();
        DataDirectory data = DataDirectory.open(options.dataDirectory());
        NodeIdentity identity = data.identity()) {
      ManagedChannel node = channel(config.node(), identity);
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      try (Walletd walletd = start(config, data, node);
          HealthServerOrNone health = HealthServerOrNone.start(config, walletd, registry)) {
        Metrics.register(registry, walletd);
        GrpcH3Server server =
            Listener.open(config.listen(), data.token(), identity, walletd, registry);
        walletd.readiness().serving();
        try (ScheduledExecutorService watchdog = watchdog(systemd)) {
          announce(data, server, identity, health, systemd);
          try (IdleMemory _ = IdleMemory.start()) {
            stop.await();
          }
          systemd.stopping();
          watchdog.shutdownNow();
        } finally {
          Files.deleteIfExists(data.endpointFile());
          walletd.drain();
          server.shutdown();
          if (!server.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            server.shutdownNow();
          }
        }
      } finally {
        node.shutdownNow();
        registry.close();
      }
      LOG.info("stopped");
      return stop.exitCode().number();
    }
  }

  private static Walletd start(WalletdConfig config, DataDirectory data, ManagedChannel node)
      throws IOException, DaemonException {
    Walletd.Trust trust =
        new Walletd.Trust(
            hash("node.genesis-hash", config.node().genesisHash()),
            hash("node.checkpoint", config.node().checkpoint()));
    try {
      return Walletd.start(
          new Walletd.Folders(data.wallets(), data.history()),
          node,
          trust,
          new Argon2id(config.wallets().argon2MemoryKib(), 3, 4),
          InstantSource.system(),
          Main.version());
    } catch (WalletDirectoryException damaged) {
      throw new DaemonException(
          ExitCode.DATA,
          "wallet-file-damaged",
          String.valueOf(damaged.getMessage()),
          "restore the file from a backup, or move it away and restore the wallet from its words",
          damaged);
    }
  }

  private static ManagedChannel channel(WalletdConfig.Node node, NodeIdentity identity)
      throws DaemonException {
    InetSocketAddress address = Addresses.parse("node.address", node.address());
    TrustPolicy trust;
    if (!node.id().isEmpty()) {
      trust = TrustPolicy.pinned(Addresses.id("node.id", node.id(), NodeId::parse));
    } else if (address.getAddress().isLoopbackAddress()) {
      trust = TrustPolicy.anyNode();
    } else {
      throw new DaemonException(
          ExitCode.CONFIG,
          "node-id-missing",
          "node.address is " + node.address() + ", which is not this machine, and node.id is empty",
          "set node.id to what 'ghostd status' shows there");
    }
    return GrpcH3Channel.builder(address)
        .trust(trust)
        .identity(identity)
        .reconnectBackoff(Duration.ofMillis(200), Duration.ofSeconds(5))
        .keepAlive(Duration.ofSeconds(10))
        .userAgent("walletd/" + Main.version())
        .build();
  }

  private void announce(
      DataDirectory data,
      GrpcH3Server server,
      NodeIdentity identity,
      HealthServerOrNone health,
      SdNotify systemd)
      throws IOException {
    String address = Addresses.text((InetSocketAddress) server.getListenSockets().getFirst());
    Map<String, Object> endpoint = new LinkedHashMap<>();
    endpoint.put("address", address);
    endpoint.put("nodeId", identity.id().toString());
    endpoint.put("tokenFile", data.tokenFile().toString());
    endpoint.put("pid", ProcessHandle.current().pid());
    write(data.endpointFile(), endpoint);
    health.address().ifPresent(where -> endpoint.put("health", Addresses.text(where)));
    Path ready = readyFile;
    if (ready != null) {
      write(ready, endpoint);
    }
    System.out.println("READY " + Json.write(endpoint));
    System.out.flush();
    systemd.ready("serving on " + address);
    LOG.info("ready address={} node-id={}", address, identity.id());
  }

  private static void write(Path file, Map<String, Object> fields) throws IOException {
    new PrivateFile(file).replace((Json.write(fields) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ScheduledExecutorService watchdog(SdNotify systemd) {
    ScheduledExecutorService watchdog =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watchdog").daemon(true).factory());
    systemd
        .watchdogInterval()
        .ifPresent(interval -> {
          long half = interval.toMillis() / 2;
          watchdog.scheduleAtFixedRate(systemd::alive, half, half, TimeUnit.MILLISECONDS);
        });
    return watchdog;
  }

  private static Optional<Hash> hash(String key, String text) throws DaemonException {
    return text.isEmpty() ? Optional.empty() : Optional.of(Addresses.id(key, text, Hash::parse));
  }

  /** The health server, which an empty address turns off. */
  private record HealthServerOrNone(Optional<HealthServer> server) implements AutoCloseable {
    static HealthServerOrNone start(
        WalletdConfig config, Walletd walletd, PrometheusMeterRegistry registry)
        throws DaemonException {
      if (config.health().listen().isEmpty()) {
        return new HealthServerOrNone(Optional.empty());
      }
      return new HealthServerOrNone(
          Optional.of(
              HealthServer.start(config.health(), walletd.readiness()::health, registry::scrape)));
    }

    Optional<InetSocketAddress> address() {
      return server.map(HealthServer::address);
    }

    @Override
    public void close() {
      server.ifPresent(HealthServer::close);
    }
  }
}
