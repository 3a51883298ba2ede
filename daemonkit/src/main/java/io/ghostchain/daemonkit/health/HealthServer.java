package io.ghostchain.daemonkit.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /healthz} (200 or 503 by {@link Health#live}), {@code /readyz} (by {@link
 * Health#ready}) and {@code /metrics} (Prometheus text format 0.0.4) by GET.
 *
 * <p>One thread answers, so a slow reader delays other readers and nothing else.
 */
public final class HealthServer implements AutoCloseable {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService executor;

  private HealthServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Starts to serve.
   *
   * @param metrics the whole page, made at each request
   * @throws DaemonException if the address is wrong, in use, or not loopback without leave
   */
  public static HealthServer start(
      HealthConfig config, Supplier<Health> health, Supplier<String> metrics)
      throws DaemonException {
    InetSocketAddress address = address(config);
    HttpServer server;
    try {
      server = HttpServer.create(address, 16);
    } catch (IOException e) {
      throw new DaemonException(
          ExitCode.TEMPORARY,
          "health-address-unusable",
          "cannot serve health on " + config.listen() + ": " + e.getMessage(),
          "choose another address, or port 0 for a free one",
          e);
    }
    server.createContext(
        "/healthz",
        exchange -> {
          Health now = health.get();
          answer(exchange, "/healthz", now.live() ? 200 : 503, PLAIN, now.detail() + "\n");
        });
    server.createContext(
        "/readyz",
        exchange -> {
          Health now = health.get();
          answer(exchange, "/readyz", now.ready() ? 200 : 503, PLAIN, now.detail() + "\n");
        });
    server.createContext(
        "/metrics", exchange -> answer(exchange, "/metrics", 200, PROMETHEUS, metrics.get()));
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("health-http").daemon(true).factory());
    server.setExecutor(executor);
    server.start();
    return new HealthServer(server, executor);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops; idempotent. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private static InetSocketAddress address(HealthConfig config) throws DaemonException {
    try {
      var address = HostPort.parse(config.listen());
      if (address.getAddress().isLoopbackAddress() || config.allowRemote()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "health-address-malformed",
          "health.listen: " + e.getMessage(),
          "for example 127.0.0.1:9441",
          e);
    }
    throw new DaemonException(
        ExitCode.CONFIG,
        "health-address-remote",
        "the health server has no authentication and would be reachable at " + config.listen(),
        "use 127.0.0.1, or set allow-remote = true behind a firewall");
  }

  private static void answer(
      HttpExchange exchange, String path, int status, String type, String body) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
