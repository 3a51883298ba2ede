package io.ghostchain.ghostd.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.ghostchain.ghostd.node.Refused;
import io.ghostchain.protocol.Reason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the errors that clients get: a gRPC code, a google.rpc.ErrorInfo with domain "ghostchain"
 * and a stable reason, and where waiting helps a google.rpc.RetryInfo.
 */
final class Failures {
  static final String DOMAIN = "ghostchain";
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static StatusRuntimeException of(Refused refused) {
    return make(
        code(refused.reason()),
        refused.reason().name(),
        refused.reason().description() + ": " + refused.detail(),
        refused.retryMillis());
  }

  static StatusRuntimeException of(RpcReason reason, String detail) {
    return make(
        reason.code(),
        reason.name(),
        reason.description() + ": " + detail,
        reason == RpcReason.NOT_READY || reason == RpcReason.TOO_MANY_STREAMS ? 1000 : 0);
  }

  /** What a call threw: our own errors pass, anything else is logged and told as INTERNAL alone. */
  static StatusRuntimeException of(Throwable thrown, String method) {
    return switch (thrown) {
      case StatusRuntimeException own -> own;
      case Refused refused -> of(refused);
      case InterruptedException _ -> of(RpcReason.NOT_READY, "the call was interrupted");
      default -> {
        LOG.error("call={} failed", method, thrown);
        yield of(RpcReason.INTERNAL, method.toLowerCase(Locale.ROOT));
      }
    };
  }

  static Status.Code code(Reason reason) {
    return switch (reason) {
      case MALFORMED,
          TOO_LARGE,
          UNSUPPORTED_VERSION,
          UNSUPPORTED_OPERATION,
          WRONG_CHAIN,
          VALID_TOO_LONG,
          BAD_SIGNATURE,
          WRONG_SIGNERS,
          VAULT_MISMATCH,
          GAS_TOO_LOW,
          GAS_TOO_HIGH,
          CLASSICAL_VAULT,
          FAUCET_NOT_DEVNET ->
          Status.Code.INVALID_ARGUMENT;
      case EXPIRED,
          VAULT_VERSION,
          UNKNOWN_ACCOUNT,
          SEQUENCE_TOO_LOW,
          SEQUENCE_GAP,
          LANE_LIMIT,
          INSUFFICIENT_FUNDS,
          FEE_TOO_LOW,
          SESSION_EXPIRED,
          SESSION_OPERATION,
          SESSION_ASSET,
          SESSION_LANE,
          SESSION_FEE,
          SESSION_LIMIT ->
          Status.Code.FAILED_PRECONDITION;
      case DUPLICATE -> Status.Code.ALREADY_EXISTS;
      case MEMPOOL_FULL, ACCOUNT_LIMIT, RATE_LIMITED -> Status.Code.RESOURCE_EXHAUSTED;
      case REPLACED, EVICTED -> Status.Code.ABORTED;
      case NOT_READY -> Status.Code.UNAVAILABLE;
    };
  }

  private static StatusRuntimeException make(
      Status.Code code, String reason, String message, long retryMillis) {
    var status = com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(message);
    status.addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build()));
    if (retryMillis > 0) {
      status.addDetails(
          Any.pack(
              RetryInfo.newBuilder()
                  .setRetryDelay(
                      Duration.newBuilder()
                          .setSeconds(retryMillis / 1000)
                          .setNanos((int) (retryMillis % 1000) * 1_000_000))
                  .build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }
}
