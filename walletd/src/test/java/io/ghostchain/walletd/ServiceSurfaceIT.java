package io.ghostchain.walletd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.walletd.payment.NodeReasons;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.grpc.GrpcH3ChannelBuilder;
import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may call, and what monitoring and a stop look like from outside; over real QUIC. */
class ServiceSurfaceIT extends WalletdSetup {
  @Test
  void healthFollowsTheLinkToTheNodeAndEndsWithTheDaemon() throws Exception {
    // Asked without the token: how the daemon is, is no secret.
    await(() -> health("") == ServingStatus.SERVING);
    assertEquals(ServingStatus.SERVING, health(Readiness.SERVICE));
    assertTrue(walletd.readiness().health().ready());
    int port = node.getPort();
    stopNode();
    await(() -> health("") == ServingStatus.NOT_SERVING);
    await(() -> health(Readiness.SERVICE) == ServingStatus.NOT_SERVING);
    assertEquals("no node", walletd.readiness().health().detail());
    assertTrue(walletd.readiness().health().live());
    startNode(port);
    await(() -> health("") == ServingStatus.SERVING);
    walletd.drain();
    assertEquals(ServingStatus.NOT_SERVING, health(""));
    assertEquals("stopping", walletd.readiness().health().detail());
  }

  @Test
  void reflectionNamesTheServices() throws Exception {
    CompletableFuture<List<String>> names = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(toWalletd)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse answer) {
                    names.complete(
                        answer.getListServicesResponse().getServiceList().stream()
                            .map(ServiceResponse::getName)
                            .toList());
                  }

                  @Override
                  public void onError(Throwable failed) {
                    names.completeExceptionally(failed);
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertTrue(
        names
            .get(30, TimeUnit.SECONDS)
            .containsAll(List.of(Readiness.SERVICE, HealthGrpc.SERVICE_NAME)));
    questions.onCompleted();
  }

  @Test
  void streamsEndWithAStatusToComeBackAfterWhenTheDaemonStops() {
    payAlice(5);
    Iterator<BalanceReport> reports =
        wallet().watchBalance(GetBalanceRequest.newBuilder().setAccount(ALICE).build());
    reports.next();
    await(() -> walletd.service().openStreams() == 1);
    walletd.drain();
    StatusRuntimeException end = assertThrows(StatusRuntimeException.class, reports::next);
    assertEquals(Status.Code.UNAVAILABLE, end.getStatus().getCode());
    assertEquals("STOPPING", NodeReasons.of(end));
    await(() -> walletd.service().openStreams() == 0);
  }

  @Test
  void metricsAreTheDaemonsAndItsListeners() {
    Metrics.register(meters, walletd);
    createAlice();
    String page = meters.scrape();
    assertTrue(page.contains("\nwalletd_wallets 1.0\n"), page);
    assertTrue(page.contains("\nwalletd_node_connected "), page);
    assertTrue(page.contains("zquic_"), page);
  }

  @Test
  void aNamedClientNeedsItsKeyAndNoToken() throws Exception {
    try (NodeIdentity friend = NodeIdentity.generate();
        NodeIdentity stranger = NodeIdentity.generate()) {
      GrpcH3Server named =
          Listener.open(
              new WalletdConfig.Listen("127.0.0.1:0", List.of(friend.id().toString())),
              TOKEN,
              walletdIdentity,
              walletd,
              meters);
      try {
        assertEquals(Status.Code.OK, list(named, friend, ""));
        // The token opens nothing to somebody who is not named, with a key or without.
        assertEquals(Status.Code.UNAVAILABLE, list(named, stranger, token()));
        assertEquals(Status.Code.UNAVAILABLE, list(named, null, token()));
      } finally {
        named.shutdownNow();
        named.awaitTermination(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void onThisMachineAKeyIsNoSubstituteForTheToken() throws Exception {
    try (NodeIdentity somebody = NodeIdentity.generate()) {
      assertEquals(Status.Code.UNAUTHENTICATED, list(server, somebody, ""));
      assertEquals(Status.Code.UNAUTHENTICATED, list(server, null, "Bearer " + "00".repeat(31)));
      assertEquals(Status.Code.OK, list(server, null, token()));
    }
  }

  @Test
  void beyondThisMachineClientsMustBeNamed() {
    DaemonException refused =
        assertThrows(
            DaemonException.class,
            () ->
                Listener.open(
                    new WalletdConfig.Listen("0.0.0.0:0", List.of()),
                    TOKEN,
                    walletdIdentity,
                    walletd,
                    meters));
    assertEquals("clients-missing", refused.code());
    assertEquals(78, refused.exitCode().number());
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(toWalletd)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private Status.Code list(GrpcH3Server at, @Nullable NodeIdentity as, String authorization) {
    GrpcH3ChannelBuilder builder =
        GrpcH3Channel.builder("127.0.0.1", at.getPort())
            .trust(TrustPolicy.pinned(walletdIdentity.id()));
    if (as != null) {
      builder.identity(as);
    }
    ManagedChannel channel = builder.build();
    Metadata headers = new Metadata();
    if (!authorization.isEmpty()) {
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
    }
    try {
      var _ =
          WalletServiceGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .listWallets(ListWalletsRequest.getDefaultInstance());
      return Status.Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    } finally {
      channel.shutdownNow();
    }
  }

  private static String token() {
    return "Bearer " + HexFormat.of().formatHex(TOKEN);
  }
}
