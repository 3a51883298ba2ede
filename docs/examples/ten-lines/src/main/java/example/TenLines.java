package example;

import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import java.net.InetSocketAddress;

/** A gRPC server and a client that pins it, over post-quantum HTTP/3, with any generated service. */
public final class TenLines {
  public static void main(String[] arguments) throws Exception {
    // ten lines
    NodeIdentity identity = NodeIdentity.generate();
    GrpcH3Server server = GrpcH3Server.builder()
        .listen(new InetSocketAddress("127.0.0.1", 0)).identity(identity)
        .clients(ClientAccess.anonymousOnLoopback())
        .addService(new HealthStatusManager().getHealthService())
        .build().start();
    GrpcH3Channel channel = GrpcH3Channel.builder("127.0.0.1", server.getPort())
        .trust(TrustPolicy.pinned(identity.id())).build();
    System.out.println(HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.getDefaultInstance()).getStatus());
    // end
    channel.shutdown();
    server.shutdown().awaitTermination();
    identity.close();
  }
}
