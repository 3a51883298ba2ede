package io.ghostchain.zquic.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.QuicMeter;
import io.ghostchain.zquic.QuicServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser loads a page from a listener that offers X25519MLKEM768 and nothing else. */
final class ChromiumIT {
  @Test
  void browserLoadsAPageOverPostQuantumHttp3(@TempDir Path directory) throws Exception {
    ForeignProgram chromium = ForeignProgram.find("chromium", "chromium");
    var registry = new SimpleMeterRegistry();
    try (QuicServer server = BrowserListener.builder().meters(registry).start()) {
      int port = server.address().getPort();
      String pin =
          Base64.getEncoder().encodeToString(BrowserListener.CERTIFICATE.id().hash().bytes());
      ForeignProgram.Run run =
          chromium.run(
              directory.resolve("output"),
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--user-data-dir=" + directory.resolve("profile"),
              "--origin-to-force-quic-on=localhost:" + port,
              "--ignore-certificate-errors-spki-list=" + pin,
              "--host-resolver-rules=MAP localhost 127.0.0.1",
              "--virtual-time-budget=3000",
              "--dump-dom",
              "https://localhost:" + port + "/");
      assertEquals(0, run.status(), run.output());
      assertTrue(run.output().contains("</script>h3"), run.output());
      // Its ClientHello comes in two packets: one connection must come of it, not two.
      assertEquals(1, registry.get(QuicMeter.HANDSHAKES.id()).counter().count());
    }
  }
}
