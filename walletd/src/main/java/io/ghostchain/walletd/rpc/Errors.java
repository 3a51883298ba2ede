package io.ghostchain.walletd.rpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.payment.NodeReasons;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refusals as gRPC errors: a status code, an ErrorInfo with a stable reason, and never a stack
 * trace.
 */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final String DOMAIN = "ghostchain";

  /** In ErrorInfo's metadata: says that the chain refused, and not walletd. */
  private static final Map<String, String> BY_CHAIN = Map.of("refused_by", "chain");

  private Errors() {}

  /** What a client is told of anything that was thrown. */
  static StatusRuntimeException of(Throwable thrown) {
    return switch (thrown) {
      case Refusal refusal ->
          error(code(refusal.kind()), refusal.reason(), refusal.text(), refusal.details());
      case StatusRuntimeException byNode -> ofNode(byNode);
      default -> {
        LOG.error("call failed", thrown);
        yield error(Status.Code.INTERNAL, "INTERNAL", "walletd failed; its log says why", Map.of());
      }
    };
  }

  /** For a call without the token. */
  static StatusRuntimeException unauthenticated() {
    return error(
        Status.Code.UNAUTHENTICATED,
        "TOKEN_REQUIRED",
        "expected the metadata authorization: Bearer and the token of walletd's token file",
        Map.of());
  }

  private static StatusRuntimeException ofNode(StatusRuntimeException byNode) {
    Status status = byNode.getStatus();
    String description = status.getDescription() == null ? "" : status.getDescription();
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED ->
          error(
              Status.Code.UNAVAILABLE,
              "NODE_UNREACHABLE",
              "the node does not answer" + (description.isEmpty() ? "" : ": " + description),
              Map.of());
      default -> error(status.getCode(), NodeReasons.of(byNode), description, BY_CHAIN);
    };
  }

  private static StatusRuntimeException error(
      Status.Code code, String reason, String message, Map<String, String> details) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain(DOMAIN)
                        .putAllMetadata(details)
                        .build()))
            .build());
  }

  private static Status.Code code(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID -> Status.Code.INVALID_ARGUMENT;
      case MISSING -> Status.Code.NOT_FOUND;
      case EXISTS -> Status.Code.ALREADY_EXISTS;
      case STATE -> Status.Code.FAILED_PRECONDITION;
      case FORBIDDEN -> Status.Code.PERMISSION_DENIED;
      case EXHAUSTED -> Status.Code.RESOURCE_EXHAUSTED;
      case UNREACHABLE -> Status.Code.UNAVAILABLE;
    };
  }
}
