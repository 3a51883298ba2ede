package io.ghostchain.zquic.interop;

import io.ghostchain.zquic.Await;
import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.QuicServer;
import io.ghostchain.zquic.http3.Http3Response;
import io.ghostchain.zquic.http3.Http3Service;
import io.ghostchain.zquic.tls.BrowserCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A listener with a page and a P-256 certificate. */
final class BrowserListener {
  static final BrowserCertificate CERTIFICATE =
      BrowserCertificate.selfSigned(
          List.of("localhost", "127.0.0.1"), Clock.systemUTC(), Duration.ofDays(10));

  // The page says by itself which protocol brought it.
  private static final String PAGE =
      """
      <!doctype html><title>zquic</title><body>over
      <script>
      document.body.append(performance.getEntriesByType('navigation')[0].nextHopProtocol)
      </script>
      """;

  private BrowserListener() {}

  static QuicServer.Builder builder() {
    return QuicServer.builder()
        .bind(Await.ANY_PORT)
        .browserCertificate(CERTIFICATE)
        .clients(ClientAccess.publicReadOnly())
        .http3(
            new Http3Service(
                request ->
                    Http3Response.of(200, "text/html", PAGE.getBytes(StandardCharsets.UTF_8)),
                QuicConfig.defaults().http3()));
  }
}
