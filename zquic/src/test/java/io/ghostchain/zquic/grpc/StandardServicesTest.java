package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** gRPC's own health and reflection services run on our server as on any other. */
class StandardServicesTest {
  @Test
  void healthAndReflectionAnswer() throws Exception {
    try (Wire wire = new Wire()) {
      HealthStatusManager health = new HealthStatusManager();
      GrpcH3Server server =
          wire.server(builder ->
              builder
                  .addService(new TestService())
                  .addService(health.getHealthService())
                  .addService(ProtoReflectionServiceV1.newInstance()));
      GrpcH3Channel channel = wire.channel(server);
      assertEquals(
          HealthCheckResponse.ServingStatus.SERVING,
          HealthGrpc.newBlockingStub(channel)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus());
      Recorded<ServerReflectionResponse> answers = new Recorded<>();
      StreamObserver<ServerReflectionRequest> questions =
          ServerReflectionGrpc.newStub(channel).serverReflectionInfo(answers);
      questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
      List<String> services =
          answers.awaitNext().getListServicesResponse().getServiceList().stream()
              .map(ServiceResponse::getName)
              .toList();
      assertTrue(services.contains("ghost.testing.v1.TestService"), services.toString());
      assertTrue(services.contains("grpc.health.v1.Health"), services.toString());
      questions.onCompleted();
      answers.awaitEnd();
    }
  }
}
