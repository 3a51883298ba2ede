package io.ghostchain.zquic.http3;

import java.io.IOException;

/** Answers requests, each on a virtual thread of its own: it may block. */
@FunctionalInterface
public interface Http3Handler {
  /**
   * Answers one request. An exception becomes a 500 without its message, and a line in the log.
   *
   * @throws IOException if the client gave up; it gets no answer then
   */
  Http3Response handle(Http3Request request) throws IOException;
}
