package io.ghostchain.zquic.grpc;

import io.grpc.Metadata;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a client's field sections. What all calls of a method have in common is encoded once and
 * kept. Safe for use by several threads.
 */
final class RequestCoding {
  /** Methods whose fields are kept; more are encoded each time. */
  private static final int KEPT_METHODS = 1024;

  /** Room for the fields that differ from call to call, without metadata. */
  static final int ESTIMATE_BYTES = 64;

  private final String userAgent;
  private final String acceptEncoding;
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

  RequestCoding(String userAgent, String acceptEncoding) {
    this.userAgent = userAgent;
    this.acceptEncoding = acceptEncoding;
  }

  /** The fields that every call of {@code method} at {@code authority} begins with. */
  byte[] common(String method, String authority) {
    String key = authority + '/' + method;
    byte[] known = kept.get(key);
    if (known != null) {
      return known;
    }
    byte[] encoded = encode(method, authority);
    if (kept.size() < KEPT_METHODS) {
      kept.put(key, encoded);
    }
    return encoded;
  }

  /**
   * A HEADERS frame that starts a call.
   *
   * @param timeoutNanos negative for none
   * @param retries how often the call was tried before
   */
  static void writeHead(
      ByteBuf out,
      byte[] common,
      long timeoutNanos,
      @Nullable String encoding,
      int retries,
      Metadata metadata) {
    int frame = H3Frames.beginHeaders(out);
    out.writeBytes(common);
    if (timeoutNanos >= 0) {
      FieldWriter.writeLiteral(out, "grpc-timeout", GrpcTimeout.format(timeoutNanos));
    }
    if (encoding != null) {
      FieldWriter.writeLiteral(out, "grpc-encoding", encoding);
    }
    if (retries > 0) {
      FieldWriter.writeLiteral(out, "grpc-previous-rpc-attempts", Integer.toString(retries));
    }
    MetadataCoding.write(out, metadata);
    H3Frames.endHeaders(out, frame);
  }

  private byte[] encode(String method, String authority) {
    ByteBuf out = Unpooled.buffer();
    FieldWriter.writePrefix(out);
    FieldWriter.writeIndexed(out, QpackTable.METHOD_POST);
    FieldWriter.writeIndexed(out, QpackTable.SCHEME_HTTPS);
    FieldWriter.writeNamed(out, QpackTable.PATH, "/" + method);
    FieldWriter.writeNamed(out, QpackTable.AUTHORITY, authority);
    FieldWriter.writeLiteral(out, "te", "trailers");
    FieldWriter.writeNamed(out, QpackTable.CONTENT_TYPE, ResponseCoding.CONTENT_TYPE);
    FieldWriter.writeNamed(out, QpackTable.USER_AGENT, userAgent);
    FieldWriter.writeLiteral(out, "grpc-accept-encoding", acceptEncoding);
    return ResponseCoding.bytes(out);
  }
}
