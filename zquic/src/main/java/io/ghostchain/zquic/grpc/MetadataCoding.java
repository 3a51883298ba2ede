package io.ghostchain.zquic.grpc;

import io.grpc.Metadata;
import io.netty.buffer.ByteBuf;
import java.util.Base64;
import java.util.Set;

/**
 * Metadata as header fields and back ("Custom-Metadata", PROTOCOL-HTTP2.md): names that end in
 * {@code -bin} carry base64, all others printable ASCII.
 */
final class MetadataCoding {
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final Base64.Decoder UNBASE64 = Base64.getDecoder();

  /** Names the transport itself writes, so what a caller puts there is not sent. */
  private static final Set<String> RESERVED =
      Set.of(
          "te",
          "content-type",
          "user-agent",
          "content-length",
          "host",
          "grpc-timeout",
          "grpc-encoding",
          "grpc-accept-encoding",
          "grpc-status",
          "grpc-message",
          "connection",
          "keep-alive",
          "proxy-connection",
          "transfer-encoding",
          "upgrade");

  private MetadataCoding() {}

  /**
   * Writes every entry as a field. Values that are no printable ASCII under a name that demands it
   * are left out, as the protocol allows no way to send them.
   *
   * @return the size of what was written, as RFC 9114 section 4.2.2 counts it
   */
  static int write(ByteBuf out, Metadata metadata) {
    int size = 0;
    for (String name : metadata.keys()) {
      if (RESERVED.contains(name)) {
        continue;
      }
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        var values = metadata.getAll(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
        if (values != null) {
          for (byte[] value : values) {
            String text = BASE64.encodeToString(value);
            FieldWriter.writeLiteral(out, name, text);
            size += FieldWriter.size(name, text);
          }
        }
      } else {
        var values = metadata.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        if (values != null) {
          for (String value : values) {
            if (isPrintable(value)) {
              FieldWriter.writeLiteral(out, name, value);
              size += FieldWriter.size(name, value);
            }
          }
        }
      }
    }
    return size;
  }

  /**
   * Adds one received field. A name that gRPC does not allow is passed over.
   *
   * @return false if a binary value was not base64
   */
  static boolean read(Metadata metadata, String name, String value) {
    if (name.isEmpty() || !isName(name) || name.equals(Metadata.BINARY_HEADER_SUFFIX)) {
      return true;
    }
    if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value.strip());
      return true;
    }
    var key = Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER);
    // Values under one name may come joined by commas.
    int start = 0;
    while (start <= value.length()) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      try {
        metadata.put(key, UNBASE64.decode(value.substring(start, end).strip()));
      } catch (IllegalArgumentException e) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
