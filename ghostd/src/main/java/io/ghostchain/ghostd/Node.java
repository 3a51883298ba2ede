package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.HostPort;
import io.ghostchain.daemonkit.health.HealthServer;
import io.ghostchain.ghostd.consensus.ValidatorKey;
import io.ghostchain.ghostd.ledger.GenesisState;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.rpc.NodeGrpcService;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.CorruptStoreException;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.ghostd.verify.LedgerVerifier;
import io.ghostchain.ghostd.verify.VerificationDifference;
import io.ghostchain.ghostd.verify.VerifyConfig;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Validator;
import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: the parts, and the order they start and stop in. A start that fails closes what
 * had started.
 */
public final class Node implements AutoCloseable {
  private static final String ANY = "*";
  private static final long DRAIN_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private final NodeHealth health = new NodeHealth();
  private final NodeCore core;
  private final NodeId id;
  private final InetSocketAddress address;
  private final Optional<InetSocketAddress> healthAddress;

  /** Something to close, by its name. */
  private record Part(String name, AutoCloseable resource) {}

  private Node(Home home, GhostdConfig config, Clock clock, Consumer<DaemonException> failed)
      throws IOException, DaemonException {
    try {
      Genesis genesis = home.genesis();
      requireState(genesis);
      var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      parts.push(new Part("meters", registry::close));
      healthAddress = serveHealth(config, registry);
      NodeIdentity identity = own("identity", identity(home.resolve(config.net().identityFile())));
      id = identity.id();
      ValidatorKey key =
          own("validator key", validatorKey(home.resolve(config.consensus().keyFile())));
      requireValidator(genesis, key);
      DataDirectory directory =
          own("data directory", DataDirectory.open(home.chain(), genesis.hash()));
      ChainStore store =
          own(
              "store",
              ChainStore.open(
                  directory, config.store(), genesis.hash(), ChainStore.Signing.REMEMBERED));
      LedgerVerifier verifier =
          own(
              "verifier",
              new LedgerVerifier(
                  config.verify(), home.folder(), cause -> failed.accept(fault(cause))));
      requireEngine(config.verify(), verifier);
      core =
          own(
              "pipeline",
              new NodeCore(
                  genesis,
                  store,
                  config.settings(),
                  key,
                  verifier,
                  clock,
                  cause -> failed.accept(fault(cause))));
      var service = new NodeGrpcService(core, config.limits(), id.hash(), Version.text());
      Meter.register(registry, core, verifier, service);
      // What they measure closes before the page that shows them.
      parts.push(new Part("figures", registry::clear));
      address = serve(config.net(), identity, service, registry);
      health.serving(() -> "height " + core.head().height());
      check(verifier, failed);
    } catch (IOException | DaemonException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a node.
   *
   * @param failed told when a part fails afterwards: the node must then be closed
   * @throws DaemonException if configuration, keys, genesis or data do not allow it
   */
  public static Node start(
      Home home, GhostdConfig config, Clock clock, Consumer<DaemonException> failed)
      throws IOException, DaemonException {
    try {
      return new Node(home, config, clock, failed);
    } catch (CorruptStoreException corrupt) {
      throw fault(corrupt);
    }
  }

  /** Where it serves. */
  public InetSocketAddress address() {
    return address;
  }

  /** Hash of its identity key. */
  public NodeId id() {
    return id;
  }

  /** Where health and metrics are served, unless that is off. */
  public Optional<InetSocketAddress> healthAddress() {
    return healthAddress;
  }

  /** The pipeline. */
  public NodeCore core() {
    return core;
  }

  /** Stops in the reverse order of starting; idempotent. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.resource.close();
      } catch (Exception e) {
        LOG.error("closing part=\"{}\" failed", part.name, e);
      }
    }
  }

  /**
   * Puts the providers to their known answers while clients can connect already. Whoever needs a
   * scheme before its turn waits for it; a node that cannot verify one stops.
   */
  private static void check(LedgerVerifier verifier, Consumer<DaemonException> failed) {
    Thread.ofPlatform()
        .name("known-answers")
        .daemon(true)
        .start(() -> {
          try {
            verifier.check();
            LOG.info("verification engine={}", verifier.engineName());
          } catch (RuntimeException | LinkageError e) {
            failed.accept(fault(e));
          }
        });
  }

  private InetSocketAddress serve(
      NetConfig net,
      NodeIdentity identity,
      NodeGrpcService service,
      PrometheusMeterRegistry registry)
      throws IOException, DaemonException {
    InetSocketAddress listen;
    ClientAccess access;
    try {
      listen = HostPort.parse(net.listen());
      access = access(net.trustedClients());
      access.requireFitFor(listen);
    } catch (IllegalArgumentException e) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "net-invalid",
          "net: " + e.getMessage(),
          "listen on 127.0.0.1, or name net.trusted-clients",
          e);
    }
    var builder =
        GrpcH3Server.builder()
            .listen(listen)
            .identity(identity)
            .clients(access)
            .intercept(service.interceptor())
            .addService(service)
            .addService(health.service())
            .addService(ProtoReflectionServiceV1.newInstance());
    var _ = builder.listener().meters(registry);
    GrpcH3Server server = builder.build();
    try {
      server.start();
    } catch (IOException e) {
      throw new DaemonException(
          ExitCode.TEMPORARY,
          "address-unusable",
          "cannot listen on " + net.listen() + ": " + e.getMessage(),
          "stop what uses the port, or name another",
          e);
    }
    parts.push(new Part("server", () -> stop(server, service)));
    return (InetSocketAddress) server.getListenSockets().getFirst();
  }

  private Optional<InetSocketAddress> serveHealth(
      GhostdConfig config, PrometheusMeterRegistry registry) throws DaemonException {
    if (config.health().listen().isEmpty()) {
      return Optional.empty();
    }
    HealthServer server =
        own("health", HealthServer.start(config.health(), health::now, registry::scrape));
    return Optional.of(server.address());
  }

  private void stop(GrpcH3Server server, NodeGrpcService service) throws InterruptedException {
    health.stopping();
    service.drain();
    server.shutdown();
    if (!server.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
      server.shutdownNow();
    }
  }

  private static ClientAccess access(List<String> trusted) {
    if (trusted.isEmpty()) {
      return ClientAccess.anonymousOnLoopback();
    }
    if (trusted.contains(ANY)) {
      return ClientAccess.authenticated(TrustPolicy.anyNode());
    }
    return ClientAccess.authenticated(
        TrustPolicy.pinned(trusted.stream().map(NodeId::parse).collect(Collectors.toSet())));
  }

  private static NodeIdentity identity(Path file) throws IOException, DaemonException {
    byte[] seed = SeedFile.read(file);
    try {
      return NodeIdentity.fromSeed(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static ValidatorKey validatorKey(Path file) throws IOException, DaemonException {
    byte[] seed = SeedFile.read(file);
    try {
      return new ValidatorKey(Validator.SCHEME.fromSeed(seed));
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** One that is named is had or the node does not start; the best one is chosen later. */
  private static void requireEngine(VerifyConfig config, LedgerVerifier verifier)
      throws DaemonException {
    if (config.engine() == VerifyConfig.Engine.AUTO) {
      return;
    }
    try {
      var _ = verifier.engineName();
    } catch (IllegalStateException unfit) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "verify-engine",
          "verify.engine: " + unfit.getMessage(),
          "set it to auto, or start with GHOST_PROFILE=validator",
          unfit);
    }
  }

  private static void requireState(Genesis genesis) throws DaemonException {
    try {
      var _ = GenesisState.of(genesis);
    } catch (IllegalArgumentException e) {
      throw new DaemonException(
          ExitCode.CONFIG, "genesis-invalid", "genesis: " + e.getMessage(), "", e);
    }
  }

  private static void requireValidator(Genesis genesis, ValidatorKey key) throws DaemonException {
    if (genesis.validators().size() != 1) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "validators-many",
          "the genesis names " + genesis.validators().size() + " validators",
          "this version of ghostd runs chains of one validator");
    }
    if (!genesis.validators().getFirst().consensusKey().equals(key.publicKey())) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "validator-other",
          "the validator's key here is "
              + key.publicKey()
              + ", the genesis names "
              + genesis.validators().getFirst().consensusKey(),
          "restore keys/validator.seed of this chain");
    }
  }

  /** What a person is told of a part that failed. */
  public static DaemonException fault(Throwable cause) {
    return switch (cause) {
      case DaemonException fault -> fault;
      case CorruptStoreException corrupt ->
          new DaemonException(
              ExitCode.DATA,
              "data-corrupt",
              String.valueOf(corrupt.getMessage()),
              "nothing was changed; see docs/operating/ghostd.md, \"When the data is damaged\"",
              corrupt);
      case VerificationDifference difference ->
          new DaemonException(
              ExitCode.SOFTWARE,
              "verification-differs",
              String.valueOf(difference.getMessage()),
              "set verify.engine = \"provider\", and report the file verification-difference-*.txt",
              difference);
      case IOException io ->
          new DaemonException(
              ExitCode.IO,
              "disk-failed",
              "the disk failed: " + io.getMessage(),
              "nothing was told final that was not durable; make room or replace the disk",
              io);
      default ->
          new DaemonException(
              ExitCode.SOFTWARE,
              "internal",
              "a fault of ghostd: " + cause,
              "please report it with the log",
              cause);
    };
  }

  private <T extends AutoCloseable> T own(String name, T resource) {
    parts.push(new Part(name, resource));
    return resource;
  }
}
