package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.http3.Http3Client;
import io.ghostchain.zquic.http3.Http3Response;
import io.ghostchain.zquic.http3.Http3Service;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's example, run, and compared with the README. */
final class ReadmeTest {
  @Test
  void exampleRuns() throws Exception {
    // begin
    NodeIdentity alice = NodeIdentity.generate();
    NodeIdentity bob = NodeIdentity.generate();
    QuicConfig.Http3 limits = QuicConfig.defaults().http3();
    try (QuicServer server =
            QuicServer.builder()
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .identity(IdentitySource.fixed(alice))
                .clients(ClientAccess.authenticated(TrustPolicy.pinned(bob.id())))
                .http3(new Http3Service(request -> Http3Response.text(200, "hello"), limits))
                .start();
        QuicClient client = QuicClient.builder().identity(IdentitySource.fixed(bob)).build()) {
      QuicConnection link = client.connect(server.address(), TrustPolicy.pinned(alice.id())).get();
      System.out.println(new Http3Client(link, limits).get("/").status());
      // end
      assertEquals(200, new Http3Client(link, limits).get("/").status());
    }
  }

  @Test
  void exampleIsTheOneInTheReadme() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String source = Files.readString(Path.of("src/test/java/io/ghostchain/zquic/ReadmeTest.java"));
    String example = source.substring(source.indexOf("// begin") + 8, source.indexOf("// end"));
    assertTrue(squeeze(readme).contains(squeeze(example)), "README.md shows another example");
  }

  private static String squeeze(String code) {
    return code.replaceAll("\\s+", "");
  }
}
