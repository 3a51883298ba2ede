package io.ghostchain.zquic.grpc;

/** What happens to a call on a server beside messages. */
enum ServerEvent {
  /** The request's head came: call the service. */
  START,
  /** The client sent its last message. */
  HALF_CLOSE,
  /** The call ended without the service's doing: the last event. */
  CANCEL,
  /** The whole response was handed to QUIC: the last event. */
  COMPLETE
}
