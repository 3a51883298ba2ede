package io.ghostchain.zquic.grpc;

import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** How a call's end is told on the wire, and what the ends that gRPC did not write mean. */
final class StatusCoding {
  private StatusCoding() {}

  /** The status of trailers: the fields {@code grpc-status} and {@code grpc-message}. */
  static Status ofTrailers(String code, @Nullable String message) {
    Status status;
    int value = -1;
    if (!code.isEmpty() && code.length() <= 3) {
      value = 0;
      for (int i = 0; i < code.length() && value >= 0; i++) {
        int digit = code.charAt(i) - '0';
        value = digit < 0 || digit > 9 ? -1 : value * 10 + digit;
      }
    }
    status =
        value < 0
            ? Status.UNKNOWN.withDescription("a grpc-status that is no number")
            : Status.fromCodeValue(value);
    if (message == null) {
      return status;
    }
    String text = PercentCoding.decode(message);
    return value < 0 ? status : status.withDescription(text);
  }

  /** The status of a response without one: http-grpc-status-mapping.md. */
  static Status ofHttpStatus(String httpStatus) {
    Status status =
        switch (httpStatus) {
          case "400" -> Status.INTERNAL;
          case "401" -> Status.UNAUTHENTICATED;
          case "403" -> Status.PERMISSION_DENIED;
          case "404" -> Status.UNIMPLEMENTED;
          case "429", "502", "503", "504" -> Status.UNAVAILABLE;
          default -> Status.UNKNOWN;
        };
    return status.withDescription("the server answered with HTTP status " + httpStatus);
  }

  /** The status of a stream that the peer reset, by proposal G2's table of HTTP/3 error codes. */
  static Status ofReset(long code) {
    Status status =
        switch ((int) Math.min(code, Integer.MAX_VALUE)) {
          case H3Exception.REQUEST_REJECTED -> Status.UNAVAILABLE;
          case H3Exception.REQUEST_CANCELLED -> Status.CANCELLED;
          case H3Exception.EXCESSIVE_LOAD -> Status.RESOURCE_EXHAUSTED;
          default -> Status.INTERNAL;
        };
    return status.withDescription(
        "the peer reset the stream with HTTP/3 error code 0x" + Long.toHexString(code));
  }
}
