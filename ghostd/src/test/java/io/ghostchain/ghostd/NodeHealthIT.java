package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitoring and streams see of a node that serves and then stops. */
class NodeHealthIT {
  @TempDir Path folder;

  @Test
  void itServesUntilItStopsAndItsStreamsEndWithAStatusToComeBackAfter() throws Exception {
    try (TestNode test = TestNode.start(folder)) {
      HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(test.channel);
      for (String service : List.of("", NodeHealth.SERVICE)) {
        assertEquals(
            ServingStatus.SERVING,
            health.check(HealthCheckRequest.newBuilder().setService(service).build()).getStatus());
      }
      HttpResponse<String> ready = readyz(test);
      assertEquals(200, ready.statusCode());
      assertTrue(ready.body().startsWith("height "), ready.body());
      Iterator<BlockResponse> blocks =
          test.stub().streamBlocks(StreamBlocksRequest.newBuilder().setFromHeight(1).build());
      blocks.next();
      Iterator<HealthCheckResponse> told =
          health.watch(HealthCheckRequest.newBuilder().setService(NodeHealth.SERVICE).build());
      assertEquals(ServingStatus.SERVING, told.next().getStatus());
      Thread closer = Thread.ofVirtual().start(test.node::close);
      assertEquals(ServingStatus.NOT_SERVING, told.next().getStatus());
      StatusRuntimeException end =
          assertThrows(
              StatusRuntimeException.class,
              () -> {
                while (blocks.hasNext()) {
                  blocks.next();
                }
              });
      assertEquals(Status.Code.UNAVAILABLE, end.getStatus().getCode());
      assertTrue(
          String.valueOf(end.getStatus().getDescription()).contains("resume"), end::toString);
      closer.join();
    }
  }

  @Test
  void beforeItServesItIsAliveAndNotReady() {
    NodeHealth health = new NodeHealth();
    assertTrue(health.now().live());
    assertFalse(health.now().ready());
    health.serving(() -> "height 1");
    assertTrue(health.now().ready());
    health.stopping();
    assertFalse(health.now().ready());
    assertTrue(health.now().live());
  }

  private static HttpResponse<String> readyz(TestNode test) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + test.node.healthAddress().orElseThrow().getPort()
                          + "/readyz"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
