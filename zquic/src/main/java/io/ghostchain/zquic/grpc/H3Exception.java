package io.ghostchain.zquic.grpc;

/**
 * The peer broke HTTP/3: carries the error code of RFC 9114 section 8.1 or RFC 9204 section 6, and
 * whether the stream or the whole connection must end.
 */
final class H3Exception extends Exception {
  static final int NO_ERROR = 0x100;
  static final int GENERAL_PROTOCOL_ERROR = 0x101;
  static final int INTERNAL_ERROR = 0x102;
  static final int FRAME_UNEXPECTED = 0x105;
  static final int FRAME_ERROR = 0x106;
  static final int EXCESSIVE_LOAD = 0x107;
  static final int REQUEST_REJECTED = 0x10b;
  static final int REQUEST_CANCELLED = 0x10c;
  static final int REQUEST_INCOMPLETE = 0x10d;
  static final int MESSAGE_ERROR = 0x10e;
  static final int VERSION_FALLBACK = 0x110;
  static final int QPACK_DECOMPRESSION_FAILED = 0x200;

  private final int code;
  private final boolean endsConnection;
  private final String reason;

  private H3Exception(int code, boolean endsConnection, String message) {
    super(message, null, false, false);
    this.code = code;
    this.endsConnection = endsConnection;
    this.reason = message;
  }

  static H3Exception stream(int code, String message) {
    return new H3Exception(code, false, message);
  }

  static H3Exception connection(int code, String message) {
    return new H3Exception(code, true, message);
  }

  int code() {
    return code;
  }

  /** What was wrong. */
  String reason() {
    return reason;
  }

  boolean endsConnection() {
    return endsConnection;
  }
}
