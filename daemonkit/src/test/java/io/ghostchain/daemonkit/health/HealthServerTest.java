package io.ghostchain.daemonkit.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.daemonkit.DaemonException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final AtomicReference<Health> now =
      new AtomicReference<>(new Health(true, false, "starting"));

  @Test
  void eachPageTellsTheStateOfTheMoment() throws Exception {
    try (var server = start("127.0.0.1:0");
        var client = HttpClient.newHttpClient()) {
      assertEquals("200 starting\n", get(client, server, "GET", "/healthz"));
      assertEquals("503 starting\n", get(client, server, "GET", "/readyz"));
      now.set(new Health(false, true, "stuck"));
      assertEquals("503 stuck\n", get(client, server, "GET", "/healthz"));
      assertEquals("200 stuck\n", get(client, server, "GET", "/readyz"));
      assertEquals("200 up 1\n", get(client, server, "GET", "/metrics"));
      assertEquals("404 ", get(client, server, "GET", "/metrics/x"));
      assertEquals("405 ", get(client, server, "POST", "/metrics"));
    }
  }

  @Test
  void anAddressBeyondLoopbackNeedsLeave() throws Exception {
    assertEquals("health-address-remote", fault("0.0.0.0:0"));
    HealthServer.start(new HealthConfig("0.0.0.0:0", true), now::get, () -> "").close();
  }

  @Test
  void aMalformedOrUsedAddressIsNamed() throws Exception {
    assertEquals("health-address-malformed", fault("nonsense"));
    assertEquals("health-address-malformed", fault("127.0.0.1:99999"));
    try (var server = start("127.0.0.1:0")) {
      assertEquals("health-address-unusable", fault("127.0.0.1:" + server.address().getPort()));
    }
  }

  private HealthServer start(String listen) throws DaemonException {
    return HealthServer.start(new HealthConfig(listen, false), now::get, () -> "up 1\n");
  }

  private String fault(String listen) {
    return assertThrows(DaemonException.class, () -> start(listen).close()).code();
  }

  private static String get(HttpClient client, HealthServer server, String method, String path)
      throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    var request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
