package io.ghostchain.zquic.grpc;

import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * One received field section, taken apart: the pseudo-fields, the fields of the protocol, and the
 * rest as metadata. Checks what RFC 9114 sections 4.2 and 4.3 demand of every section.
 */
final class Head implements FieldReader.Sink {
  @Nullable String method;
  @Nullable String scheme;
  @Nullable String path;
  @Nullable String authority;
  @Nullable String status;
  @Nullable String contentType;
  @Nullable String timeout;
  @Nullable String encoding;
  @Nullable String acceptEncoding;
  @Nullable String grpcStatus;
  @Nullable String grpcMessage;

  /** Whether a {@code -bin} field was not base64. */
  boolean malformedMetadata;

  final Metadata metadata = new Metadata();

  private boolean regularSeen;

  /** An equal one, whose metadata may be changed. */
  Head copy() {
    Head copy = new Head();
    copy.method = method;
    copy.scheme = scheme;
    copy.path = path;
    copy.authority = authority;
    copy.status = status;
    copy.contentType = contentType;
    copy.timeout = timeout;
    copy.encoding = encoding;
    copy.acceptEncoding = acceptEncoding;
    copy.grpcStatus = grpcStatus;
    copy.grpcMessage = grpcMessage;
    copy.malformedMetadata = malformedMetadata;
    copy.metadata.merge(metadata);
    return copy;
  }

  @Override
  public void field(String name, String value) throws H3Exception {
    if (name.startsWith(":")) {
      if (regularSeen) {
        throw malformed("pseudo-field " + name + " after a regular field");
      }
      pseudo(name, value);
      return;
    }
    regularSeen = true;
    switch (name) {
      case "content-type" -> contentType = value;
      case "te", "content-length" -> {}
      case "grpc-timeout" -> timeout = value;
      case "grpc-encoding" -> encoding = value;
      case "grpc-accept-encoding" ->
          acceptEncoding = acceptEncoding == null ? value : acceptEncoding + "," + value;
      case "grpc-status" -> grpcStatus = value;
      case "grpc-message" -> grpcMessage = value;
      case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" ->
          throw malformed("connection-specific field " + name);
      default -> {
        requireLowerCase(name);
        if (!MetadataCoding.read(metadata, name, value)) {
          malformedMetadata = true;
        }
      }
    }
  }

  private void pseudo(String name, String value) throws H3Exception {
    switch (name) {
      case ":method" -> method = once(name, method, value);
      case ":scheme" -> scheme = once(name, scheme, value);
      case ":path" -> path = once(name, path, value);
      case ":authority" -> authority = once(name, authority, value);
      case ":status" -> status = once(name, status, value);
      default -> throw malformed("unknown pseudo-field");
    }
  }

  private static String once(String name, @Nullable String before, String value)
      throws H3Exception {
    if (before != null) {
      throw malformed("pseudo-field " + name + " twice");
    }
    return value;
  }

  private static void requireLowerCase(String name) throws H3Exception {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        throw malformed("a field name in upper case");
      }
    }
  }

  private static H3Exception malformed(String what) {
    return H3Exception.stream(H3Exception.MESSAGE_ERROR, "malformed message: " + what);
  }
}
