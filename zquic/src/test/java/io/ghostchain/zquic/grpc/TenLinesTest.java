package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.grpc.testing.Nothing;
import io.ghostchain.zquic.grpc.testing.TestServiceGrpc;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The README's ten lines compile, run, and are the README's. */
class TenLinesTest {
  @Test
  void theTenLinesOfTheReadmeRun() throws Exception {
    // README begins
    NodeIdentity me = NodeIdentity.generate();
    NodeIdentity you = NodeIdentity.generate();
    ClientAccess access = ClientAccess.authenticated(TrustPolicy.pinned(you.id()));
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", 0);
    var setup = GrpcH3Server.builder().listen(address).identity(me).clients(access);
    Server server = setup.addService(new TestService()).build().start();
    var towards = GrpcH3Channel.builder("127.0.0.1", server.getPort()).identity(you);
    ManagedChannel channel = towards.trust(TrustPolicy.pinned(me.id())).build();
    var stub = TestServiceGrpc.newBlockingStub(channel);
    Nothing answer = stub.empty(Nothing.getDefaultInstance());
    // README ends
    assertEquals(Nothing.getDefaultInstance(), answer);
    channel.shutdown();
    server.shutdown();
    assertTrue(channel.awaitTermination(20, TimeUnit.SECONDS));
    assertTrue(server.awaitTermination(20, TimeUnit.SECONDS));
  }

  @Test
  void theReadmeShowsTheLinesThatRun() throws Exception {
    Path source = Path.of("src/test/java/io/ghostchain/zquic/grpc/TenLinesTest.java");
    List<String> lines = Files.readAllLines(source);
    List<String> shown =
        lines
            .subList(lines.indexOf("    // README begins") + 1, lines.indexOf("    // README ends"))
            .stream()
            .map(line -> line.substring(4))
            .toList();
    String readme = Files.readString(Path.of("README.md"));
    assertTrue(readme.contains(String.join("\n", shown)), "the README shows other lines");
  }
}
