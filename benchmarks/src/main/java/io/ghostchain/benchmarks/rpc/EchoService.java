package io.ghostchain.benchmarks.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.benchmarks.echo.DownloadRequest;
import io.ghostchain.benchmarks.echo.EchoGrpc;
import io.ghostchain.benchmarks.echo.Payload;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Answers with what it got, or with as many bytes as were asked for. */
final class EchoService extends EchoGrpc.EchoImplBase {
  @Override
  public void unary(Payload request, StreamObserver<Payload> reply) {
    reply.onNext(request);
    reply.onCompleted();
  }

  /** Sends only while the transport is ready: the benchmark is of the network, not of a queue. */
  @Override
  public void download(DownloadRequest request, StreamObserver<Payload> reply) {
    var call = (ServerCallStreamObserver<Payload>) reply;
    Payload payload =
        Payload.newBuilder().setData(ByteString.copyFrom(new byte[request.getBytes()])).build();
    int[] left = {request.getCount()};
    // Without it a client that has enough would be an exception here.
    call.setOnCancelHandler(() -> left[0] = 0);
    call.setOnReadyHandler(() -> {
      while (left[0] > 0 && call.isReady() && !call.isCancelled()) {
        left[0]--;
        call.onNext(payload);
        if (left[0] == 0) {
          call.onCompleted();
        }
      }
    });
  }
}
