package io.ghostchain.zquic.grpc;

import com.google.protobuf.ByteString;
import io.ghostchain.zquic.grpc.testing.EchoStatus;
import io.ghostchain.zquic.grpc.testing.Nothing;
import io.ghostchain.zquic.grpc.testing.Payload;
import io.ghostchain.zquic.grpc.testing.ResponseParameters;
import io.ghostchain.zquic.grpc.testing.SimpleRequest;
import io.ghostchain.zquic.grpc.testing.SimpleResponse;
import io.ghostchain.zquic.grpc.testing.StreamingRequest;
import io.ghostchain.zquic.grpc.testing.StreamingResponse;
import io.ghostchain.zquic.grpc.testing.TestServiceGrpc;
import io.ghostchain.zquic.grpc.testing.Total;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Does what requests order, as gRPC's interoperability server does. */
class TestService extends TestServiceGrpc.TestServiceImplBase {
  @Override
  public void empty(Nothing request, StreamObserver<Nothing> responses) {
    responses.onNext(Nothing.getDefaultInstance());
    responses.onCompleted();
  }

  @Override
  public void unary(SimpleRequest request, StreamObserver<SimpleResponse> responses) {
    if (request.getResponseCompressed()) {
      ((ServerCallStreamObserver<SimpleResponse>) responses).setCompression("gzip");
    }
    if (request.hasResponseStatus()) {
      responses.onError(status(request.getResponseStatus()).asRuntimeException());
      return;
    }
    responses.onNext(
        SimpleResponse.newBuilder().setPayload(payload(request.getResponseSize())).build());
    responses.onCompleted();
  }

  @Override
  public void safeUnary(SimpleRequest request, StreamObserver<SimpleResponse> responses) {
    unary(request, responses);
  }

  @Override
  public void streamOut(StreamingRequest request, StreamObserver<StreamingResponse> responses) {
    answer(request, responses);
    responses.onCompleted();
  }

  @Override
  public StreamObserver<StreamingRequest> streamIn(StreamObserver<Total> responses) {
    return new StreamObserver<>() {
      private int bytes;

      @Override
      public void onNext(StreamingRequest request) {
        bytes += request.getPayload().getBody().size();
      }

      @Override
      public void onError(Throwable cause) {}

      @Override
      public void onCompleted() {
        responses.onNext(Total.newBuilder().setPayloadBytes(bytes).build());
        responses.onCompleted();
      }
    };
  }

  @Override
  public StreamObserver<StreamingRequest> duplex(StreamObserver<StreamingResponse> responses) {
    return new StreamObserver<>() {
      @Override
      public void onNext(StreamingRequest request) {
        if (request.hasResponseStatus()) {
          responses.onError(status(request.getResponseStatus()).asRuntimeException());
        } else {
          answer(request, responses);
        }
      }

      @Override
      public void onError(Throwable cause) {}

      @Override
      public void onCompleted() {
        responses.onCompleted();
      }
    };
  }

  private static void answer(
      StreamingRequest request, StreamObserver<StreamingResponse> responses) {
    for (ResponseParameters each : request.getResponseParametersList()) {
      responses.onNext(StreamingResponse.newBuilder().setPayload(payload(each.getSize())).build());
    }
  }

  private static Status status(EchoStatus echo) {
    return Status.fromCodeValue(echo.getCode()).withDescription(echo.getMessage());
  }

  static Payload payload(int bytes) {
    return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[bytes])).build();
  }
}
