package io.ghostchain.zquic.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.QuicServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ngtcp2's client on GnuTLS, which knows no post-quantum key exchange. */
final class GtlsclientIT {
  private static ForeignProgram.Run get(QuicServer server, Path directory) throws Exception {
    String port = Integer.toString(server.address().getPort());
    return ForeignProgram.find("gtlsclient", "ngtcp2-client")
        .run(
            directory.resolve("output"),
            "--exit-on-all-streams-close",
            "--handshake-timeout=5s",
            "--timeout=5s",
            "127.0.0.1",
            port,
            "https://localhost:" + port + "/");
  }

  @Test
  void classicalClientIsRefusedByDefault(@TempDir Path directory) throws Exception {
    try (QuicServer server = BrowserListener.builder().start()) {
      ForeignProgram.Run run = get(server, directory);
      assertFalse(run.output().contains(":status: 200"), run.output());
      assertTrue(run.output().contains("CONNECTION_CLOSE"), run.output());
    }
  }

  @Test
  void classicalClientIsServedByAListenerThatOptedIn(@TempDir Path directory) throws Exception {
    try (QuicServer server = BrowserListener.builder().alsoClassicalKeyExchange().start()) {
      ForeignProgram.Run run = get(server, directory);
      assertTrue(run.output().contains(":status: 200"), run.output());
      assertTrue(run.output().contains("http: stream 0x0 body"), run.output());
    }
  }
}
