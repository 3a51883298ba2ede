package io.ghostchain.walletd.payment;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The stable reason in an error of the node. */
public final class NodeReasons {
  private NodeReasons() {}

  /**
   * Whether a failure leaves open if the node took what it was given: it broke off while answering,
   * or says itself that the fault is its own.
   */
  static boolean isUnclear(StatusRuntimeException failed) {
    return switch (failed.getStatus().getCode()) {
      case UNKNOWN, INTERNAL, DATA_LOSS, CANCELLED, DEADLINE_EXCEEDED, UNAVAILABLE -> true;
      default -> false;
    };
  }

  /** The reason, or the name of the gRPC status if the node gave none. */
  public static String of(StatusRuntimeException refused) {
    com.google.rpc.Status rich = StatusProto.fromThrowable(refused);
    if (rich != null) {
      for (Any any : rich.getDetailsList()) {
        try {
          if (any.is(ErrorInfo.class)) {
            return any.unpack(ErrorInfo.class).getReason();
          }
        } catch (InvalidProtocolBufferException malformed) {
          return refused.getStatus().getCode().name();
        }
      }
    }
    return refused.getStatus().getCode().name();
  }
}
