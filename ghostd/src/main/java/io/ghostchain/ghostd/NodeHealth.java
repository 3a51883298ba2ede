package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.health.Health;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.function.Supplier;

/**
 * Whether the node serves, told alike over HTTP and by gRPC's health service: not while it starts,
 * which on a long log takes a while, and not while it stops. Safe for use by several threads.
 */
final class NodeHealth {
  /** The name by which gRPC's health service knows the node's service. */
  static final String SERVICE = "ghost.node.v1.NodeService";

  private final HealthStatusManager statuses = new HealthStatusManager();
  private volatile Supplier<Health> health = () -> new Health(true, false, "starting");

  NodeHealth() {
    tell(ServingStatus.NOT_SERVING);
  }

  /** What gRPC clients ask. */
  BindableService service() {
    return statuses.getHealthService();
  }

  /** What HTTP clients are told. */
  Health now() {
    return health.get();
  }

  /** It serves from now on; {@code detail} is asked each time. */
  void serving(Supplier<String> detail) {
    health = () -> new Health(true, true, detail.get());
    tell(ServingStatus.SERVING);
  }

  /** It stops, for good. */
  void stopping() {
    health = () -> new Health(true, false, "stopping");
    statuses.enterTerminalState();
  }

  private void tell(ServingStatus status) {
    statuses.setStatus("", status);
    statuses.setStatus(SERVICE, status);
  }
}
