package io.ghostchain.zwallet;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns walletd's refusals into failures with an exit code. */
final class GrpcFailures {
  /** In ErrorInfo's metadata: who refused, where it was the chain. */
  private static final String REFUSED_BY = "refused_by";

  private GrpcFailures() {}

  static Failure of(StatusRuntimeException refused) {
    Status status = refused.getStatus();
    String message =
        status.getDescription() == null ? status.getCode().name() : status.getDescription();
    Map<String, String> details = new LinkedHashMap<>();
    String reason = null;
    ErrorInfo info = info(refused, details);
    if (info != null) {
      reason = info.getReason();
      details.putAll(info.getMetadataMap());
    }
    boolean byChain = "chain".equals(details.remove(REFUSED_BY));
    String hint = details.remove("hint");
    ExitCode exit = byChain ? ExitCode.REJECTED : exit(status.getCode(), reason);
    String code = reason != null ? reason : status.getCode().name();
    if (hint == null) {
      hint = hint(status.getCode(), code);
    }
    return new Failure(exit, code, message, hint, details);
  }

  private static ExitCode exit(Status.Code code, @Nullable String reason) {
    if (reason != null) {
      switch (reason) {
        case "WALLET_LOCKED", "PASSPHRASE_WRONG", "TOO_MANY_GUESSES" -> {
          return ExitCode.LOCKED;
        }
        case "INSUFFICIENT_FUNDS" -> {
          return ExitCode.REJECTED;
        }
        case "NODE_UNREACHABLE" -> {
          return ExitCode.UNREACHABLE;
        }
        default -> {}
      }
    }
    return switch (code) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> ExitCode.LOCKED;
      case UNAVAILABLE -> ExitCode.UNREACHABLE;
      case DEADLINE_EXCEEDED -> ExitCode.TIMED_OUT;
      case CANCELLED -> ExitCode.INTERRUPTED;
      case INVALID_ARGUMENT -> ExitCode.USAGE;
      default -> ExitCode.FAILURE;
    };
  }

  private static @Nullable String hint(Status.Code code, String reason) {
    @Nullable String next =
        switch (reason) {
          case "WALLET_LOCKED" -> "zwallet wallet unlock NAME, or give --passphrase-file";
          case "PASSPHRASE_WRONG" ->
              "the passphrase once more; the wallet's words open it without: zwallet wallet restore";
          case "TOO_MANY_GUESSES" -> "the same again after retry_after_millis";
          case "NODE_UNREACHABLE" ->
              "zwallet status; walletd finds the node again by itself once it runs";
          case "STOPPING" -> "the same again once walletd runs";
          case "INSUFFICIENT_FUNDS" -> "zwallet balance";
          case "NO_SUCH_WALLET" -> "zwallet wallet list";
          case "NO_SUCH_ACCOUNT" -> "zwallet account list";
          case "WALLET_EXISTS" -> "another name; zwallet wallet list shows those that are taken";
          case "VAULT_CHANGING" -> "the same again in a few seconds";
          case "BAD_ADDRESS" ->
              "the address once more, whole and as it was given: it begins with ghost1";
          case "EXPIRED" -> "the same with a longer --valid-for";
          case "MEMPOOL_FULL", "RATE_LIMITED" -> "the same again later";
          case "WRONG_CHAIN" ->
              "walletd's node.address: it must name a node of the chain that walletd began with";
          default -> null;
        };
    if (next != null) {
      return next;
    }
    return switch (code) {
      case UNAVAILABLE -> "walletd status, to see if it runs";
      case UNAUTHENTICATED -> "check the token file that the endpoint file names";
      default -> null;
    };
  }

  private static @Nullable ErrorInfo info(
      StatusRuntimeException refused, Map<String, String> details) {
    com.google.rpc.Status rich = StatusProto.fromThrowable(refused);
    ErrorInfo found = null;
    if (rich != null) {
      try {
        for (Any any : rich.getDetailsList()) {
          if (any.is(ErrorInfo.class)) {
            found = any.unpack(ErrorInfo.class);
          } else if (any.is(RetryInfo.class)) {
            var delay = any.unpack(RetryInfo.class).getRetryDelay();
            long millis = delay.getSeconds() * 1000 + delay.getNanos() / 1_000_000;
            details.put("retry_after_millis", Long.toString(millis));
          }
        }
      } catch (InvalidProtocolBufferException broken) {
        return found;
      }
    }
    return found;
  }
}
