package io.ghostchain.zquic.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Writes a server's field sections. What every response begins with is encoded once. */
final class ResponseCoding {
  static final String CONTENT_TYPE = "application/grpc";

  /** Room for the fields of a response without metadata. */
  static final int HEAD_ESTIMATE_BYTES = 96;

  static final int TRAILERS_ESTIMATE_BYTES = 64;

  private static final byte[] HEAD = encodeHead();
  private static final byte[] OK_TRAILERS = encodeOkTrailers();

  private ResponseCoding() {}

  /** A HEADERS frame that starts a response. */
  static void writeHead(ByteBuf out, Metadata metadata, @Nullable String encoding) {
    int frame = H3Frames.beginHeaders(out);
    out.writeBytes(HEAD);
    if (encoding != null) {
      FieldWriter.writeLiteral(out, "grpc-encoding", encoding);
    }
    MetadataCoding.write(out, metadata);
    H3Frames.endHeaders(out, frame);
  }

  /** A HEADERS frame that ends a response begun by {@link #writeHead}. */
  static void writeTrailers(ByteBuf out, Status status, Metadata metadata) {
    int frame = H3Frames.beginHeaders(out);
    if (status.isOk() && status.getDescription() == null) {
      out.writeBytes(OK_TRAILERS);
    } else {
      FieldWriter.writePrefix(out);
      writeStatus(out, status);
    }
    MetadataCoding.write(out, metadata);
    H3Frames.endHeaders(out, frame);
  }

  /** A HEADERS frame that is a whole response: head and trailers at once. */
  static void writeTrailersOnly(ByteBuf out, String httpStatus, Status status, Metadata metadata) {
    int frame = H3Frames.beginHeaders(out);
    if (httpStatus.equals("200")) {
      out.writeBytes(HEAD);
    } else {
      FieldWriter.writePrefix(out);
      FieldWriter.writeNamed(out, QpackTable.STATUS_200, httpStatus);
      FieldWriter.writeNamed(out, QpackTable.CONTENT_TYPE, CONTENT_TYPE);
    }
    writeStatus(out, status);
    MetadataCoding.write(out, metadata);
    H3Frames.endHeaders(out, frame);
  }

  private static void writeStatus(ByteBuf out, Status status) {
    FieldWriter.writeLiteral(out, "grpc-status", Integer.toString(status.getCode().value()));
    String description = status.getDescription();
    if (description != null) {
      FieldWriter.writeLiteral(out, "grpc-message", PercentCoding.encode(description));
    }
  }

  private static byte[] encodeHead() {
    ByteBuf out = Unpooled.buffer();
    FieldWriter.writePrefix(out);
    FieldWriter.writeIndexed(out, QpackTable.STATUS_200);
    FieldWriter.writeNamed(out, QpackTable.CONTENT_TYPE, CONTENT_TYPE);
    FieldWriter.writeLiteral(out, "grpc-accept-encoding", "gzip");
    return bytes(out);
  }

  private static byte[] encodeOkTrailers() {
    ByteBuf out = Unpooled.buffer();
    FieldWriter.writePrefix(out);
    FieldWriter.writeLiteral(out, "grpc-status", "0");
    return bytes(out);
  }

  static byte[] bytes(ByteBuf out) {
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }
}
