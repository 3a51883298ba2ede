package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.config.ConfigException;
import io.ghostchain.ghostd.rpc.RpcReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GhostdConfigTest {
  private static final Path MANUAL = Path.of("../docs/operating/ghostd.md");

  @Test
  void everyKeyHasTheDefaultThatOperatorsRelyOn() throws Exception {
    String defaults =
        GhostdConfig.loader().load(null, Map.of(), Map.of()).settings().stream()
            .map(setting -> setting.key() + " = " + setting.value())
            .collect(Collectors.joining("\n"));
    assertEquals(
        """
        net.listen = 127.0.0.1:9440
        net.trusted-clients =\s
        net.identity-file = keys/node.seed
        limits.submits-per-second = 20000
        limits.new-keys-per-second = 2000
        limits.streams-per-peer = 256
        limits.streams = 4096
        mempool.transactions = 65536
        mempool.size = 0
        mempool.transactions-per-account = 1024
        mempool.sequence-gap = 1024
        mempool.retry-after = 1s
        verify.threads = 0
        verify.queue = 8192
        verify.remembered = 65536
        verify.engine = auto
        verify.key-cache = 0
        consensus.batch-window = 4ms
        consensus.gather-max = 100ms
        consensus.key-file = keys/validator.seed
        execution.threads = 0
        store.segment-size = 64 MiB
        store.verify-on-start = 256 MiB
        store.checkpoint-interval = 1s
        store.checkpoint-blocks = 1000
        store.witness-blocks = 0
        health.listen = 127.0.0.1:0
        health.allow-remote = false
        log.level = info
        log.format = text\
        """,
        defaults);
  }

  @Test
  void anUnknownKeyIsToldWithItsPlaceAndTheLikelyOne(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("ghostd.toml"), "[net]\n\n\nlisen = 'x'\n");
    assertEquals(
        List.of("ghostd.toml:4:1: net.lisen: unknown key, did you mean net.listen?"),
        assertThrows(
                ConfigException.class, () -> GhostdConfig.loader().load(file, Map.of(), Map.of()))
            .problems());
  }

  @Test
  void theManualHasEveryKeyAsItIs() throws Exception {
    String manual = Files.readString(MANUAL);
    assertTrue(
        manual.contains(GhostdConfig.loader().reference()),
        "docs/operating/ghostd.md differs from what 'ghostd config reference' prints");
  }

  @Test
  void theManualHasEveryExitCodeReasonAndMeter() throws Exception {
    String manual = Files.readString(MANUAL);
    for (ExitCode code : ExitCode.values()) {
      if (code != ExitCode.PROTOCOL) {
        assertTrue(manual.contains("| " + code.number() + " | "), code.toString());
      }
    }
    for (RpcReason reason : RpcReason.values()) {
      String line = "| `" + reason + "` | " + reason.code() + " | " + reason.description() + " |";
      assertTrue(manual.contains(line), line);
    }
    for (Meter<?> meter :
        Stream.concat(Meter.CHAIN.stream(), Meter.VERIFICATION.stream()).toList()) {
      String line = "| `" + meter.title().replace('.', '_') + "` | " + meter.description() + " |";
      assertTrue(manual.contains(line), line);
    }
  }
}
