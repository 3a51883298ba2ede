package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.HostPort;
import io.ghostchain.daemonkit.StopSignal;
import io.ghostchain.daemonkit.cli.CommandRunner;
import io.ghostchain.daemonkit.cli.Json;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.daemonkit.log.Logging;
import io.ghostchain.daemonkit.memory.IdleMemory;
import io.ghostchain.daemonkit.sdnotify.SdNotify;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.Home;
import io.ghostchain.ghostd.Node;
import io.ghostchain.ghostd.Version;
import io.ghostchain.ghostd.store.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ghostd start}: runs the node until it is told to stop. */
@Command(
    name = "start",
    description = "Runs the node until SIGTERM or SIGINT.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger("ghostd");

  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "overrides net.listen; port 0 takes a free one")
  private @Nullable String listen;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "written when clients can connect: {\"address\", \"nodeId\", \"pid\"}")
  private @Nullable Path readyFile;

  StartCommand() {}

  @Override
  public Integer call() throws IOException, ConfigException, DaemonException, InterruptedException {
    Home at = home.home();
    GhostdConfig config =
        home.load(listen == null ? Map.of() : Map.of("net.listen", listen)).value();
    Logging.configure(config.log());
    try (var stop = new StopSignal();
        var notify = SdNotify.fromEnvironment()) {
      Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> {
        LOG.error("thread={} ended by a fault", thread.getName(), cause);
        stop.fail(CommandRunner.fault(cause));
      });
      run(at, config, stop, notify);
      var failure = stop.failure();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
    return 0;
  }

  private void run(Home at, GhostdConfig config, StopSignal stop, SdNotify notify)
      throws IOException, DaemonException, InterruptedException {
    LOG.info("starting version={} data-dir={}", Version.text(), at.folder());
    try (Node node =
        Node.start(
            at,
            config,
            Clock.systemUTC(),
            fault -> {
              LOG.error(
                  "stopping code={} because {}", fault.code(), fault.text(), fault.getCause());
              stop.fail(fault);
            })) {
      tellReady(at, node, notify);
      try (var watchdog = new Watchdog(notify, node);
          var _ = IdleMemory.start()) {
        watchdog.start();
        stop.await();
      }
      notify.stopping();
      LOG.info("stopping height={}", node.core().head().height());
    } finally {
      Files.deleteIfExists(at.endpoint());
    }
    LOG.info("stopped");
  }

  private void tellReady(Home at, Node node, SdNotify notify) throws IOException {
    String address = HostPort.write(node.address());
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("address", address);
    ready.put("nodeId", node.id());
    ready.put("pid", ProcessHandle.current().pid());
    ready.put("genesisHash", node.core().genesisHash());
    node.healthAddress().ifPresent(health -> ready.put("health", HostPort.write(health)));
    byte[] json = (Json.write(ready) + "\n").getBytes(StandardCharsets.UTF_8);
    DataDirectory.writeDurably(at.endpoint(), json);
    if (readyFile != null) {
      DataDirectory.writeDurably(readyFile.toAbsolutePath(), json);
    }
    output.result("READY address=" + address + " nodeId=" + node.id(), ready);
    notify.ready("serving on " + address);
    LOG.info(
        "ready address={} node-id={} network={} height={}",
        address,
        node.id(),
        node.core().genesis().network(),
        node.core().head().height());
  }
}
