package io.ghostchain.zquic.http3;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a server answers.
 *
 * @param status from 200 to 599
 * @param headers without the pseudo-header fields
 * @param body written after the headers; a HEAD request gets none of it
 */
public record Http3Response(int status, List<Field> headers, Body body) {
  /** Writes a body. The stream blocks while the client does not read, and fails if it gave up. */
  @FunctionalInterface
  public interface Body {
    /** Writes all of the body; whoever calls closes the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Checks the status and copies the list. */
  public Http3Response {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("expected a status from 200 to 599, got " + status);
    }
    headers = List.copyOf(headers);
  }

  /** A response whose body is already there. */
  public static Http3Response of(int status, String contentType, byte[] body) {
    return new Http3Response(
        status,
        List.of(
            new Field("content-type", contentType),
            new Field("content-length", Integer.toString(body.length))),
        out -> out.write(body));
  }

  /** A response of plain text. */
  public static Http3Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A response whose body is made while it is sent. */
  public static Http3Response streamed(int status, String contentType, Body body) {
    return new Http3Response(status, List.of(new Field("content-type", contentType)), body);
  }
}
