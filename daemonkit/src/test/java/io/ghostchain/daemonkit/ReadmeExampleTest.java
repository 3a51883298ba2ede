package io.ghostchain.daemonkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.daemonkit.config.ConfigLoader;
import io.ghostchain.daemonkit.config.Section;
import io.ghostchain.daemonkit.config.Setting;
import io.ghostchain.daemonkit.log.LogConfig;
import io.ghostchain.daemonkit.log.Logging;
import io.ghostchain.daemonkit.sdnotify.SdNotify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeExampleTest {
  /** The README's. */
  public record PortConfig(@Setting(value = "9440", max = "65535", doc = "UDP port.") int port) {}

  /** The README's. */
  public record DemoConfig(@Section("Where it listens.") PortConfig net) {}

  @Test
  void theExampleOfTheReadmeRuns(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("demo.toml"), "[net]\nport = 9000\n");

    var loader = ConfigLoader.of(DemoConfig.class, "DEMO");
    var config = loader.load(file, Map.of(), Map.of("net.port", "0")).value();
    Logging.configure(LogConfig.defaults());
    try (var stop = new StopSignal();
        var notify = SdNotify.fromEnvironment()) {
      notify.ready("listening on " + config.net().port());
      stop.request();
      stop.await();
      assertEquals(ExitCode.OK, stop.exitCode());
    }
    assertEquals(0, config.net().port());
    assertTrue(Files.exists(file));
  }

  @Test
  void theFirstFaultDecidesTheExitCode() {
    try (var stop = new StopSignal()) {
      stop.fail(new DaemonException(ExitCode.IO, "disk", "the disk is full", ""));
      stop.fail(new DaemonException(ExitCode.SOFTWARE, "later", "a consequence", ""));
      assertEquals(ExitCode.IO, stop.exitCode());
    }
  }
}
