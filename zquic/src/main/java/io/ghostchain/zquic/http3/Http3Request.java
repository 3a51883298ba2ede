package io.ghostchain.zquic.http3;

import io.ghostchain.zquic.QuicConnection;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A request as a server sees it.
 *
 * @param method for instance {@code GET}
 * @param path with the query, as the client sent it
 * @param authority the host the client asked for; may be empty
 * @param headers in the order sent, without the pseudo-header fields
 * @param body blocks until the client sends more; fails beyond the limit, when the client stalls,
 *     and when it gives up
 * @param connection whom it came from
 */
public record Http3Request(
    String method,
    String path,
    String authority,
    List<Field> headers,
    InputStream body,
    QuicConnection connection) {
  /** Copies the list. */
  public Http3Request {
    headers = List.copyOf(headers);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return Fields.first(headers, name);
  }
}
