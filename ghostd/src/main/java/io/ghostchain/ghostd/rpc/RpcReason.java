package io.ghostchain.ghostd.rpc;

import io.grpc.Status;

/**
 * Why a request, other than a transaction, is refused. Names are stable as those of {@link
 * io.ghostchain.protocol.Reason} are.
 */
public enum RpcReason {
  /** A field of the request is missing or out of range. */
  INVALID_REQUEST(Status.Code.INVALID_ARGUMENT, "a field is missing or out of range"),
  /** No block has this height or hash here. */
  BLOCK_UNKNOWN(Status.Code.NOT_FOUND, "no block has this height or hash here"),
  /** No asset has this id. */
  ASSET_UNKNOWN(Status.Code.NOT_FOUND, "no asset has this id"),
  /** The epoch has no validators yet. */
  EPOCH_UNKNOWN(Status.Code.NOT_FOUND, "the epoch's validators are not known yet"),
  /** The witnesses of the block are gone. */
  WITNESSES_PRUNED(Status.Code.NOT_FOUND, "the witnesses of the block were pruned"),
  /** The node starts or stops. */
  NOT_READY(Status.Code.UNAVAILABLE, "the node is starting or stopping; retry later"),
  /** More streams than are allowed. */
  TOO_MANY_STREAMS(Status.Code.RESOURCE_EXHAUSTED, "more streams than this peer may hold open"),
  /** A stream whose client does not read. */
  SLOW_CONSUMER(
      Status.Code.RESOURCE_EXHAUSTED,
      "the client did not read its stream; resume with the last cursor"),
  /** A fault of the node. */
  INTERNAL(Status.Code.INTERNAL, "the node met a fault of its own; its log says more");

  private final Status.Code code;
  private final String description;

  RpcReason(Status.Code code, String description) {
    this.code = code;
    this.description = description;
  }

  /** The gRPC code it is sent with. */
  public Status.Code code() {
    return code;
  }

  /** One line for a person. */
  public String description() {
    return description;
  }
}
