package io.ghostchain.zquic.grpc;

import io.grpc.Metadata;
import io.grpc.Status;

/** What happens to a call on a client beside messages. */
sealed interface ClientEvent {
  /** The response began. */
  record Head(Metadata metadata) implements ClientEvent {}

  /** The call ended: the last event. */
  record Closed(Status status, Metadata trailers) implements ClientEvent {}
}
