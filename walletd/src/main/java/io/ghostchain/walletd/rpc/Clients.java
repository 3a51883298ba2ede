package io.ghostchain.walletd.rpc;

import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeId;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: the id that the client proved, else the far end of its connection. Counts each
 * client's open streams. Safe for use by several threads.
 */
final class Clients implements ServerInterceptor {
  private static final Context.Key<String> CLIENT = Context.key("walletd-client");

  private final int streamsPerClient;
  private final int streamsMax;
  // Guarded by this, as allStreams is.
  private final Map<String, Integer> streams = new HashMap<>();
  private int allStreams;

  Clients(int streamsPerClient, int streamsMax) {
    this.streamsPerClient = streamsPerClient;
    this.streamsMax = streamsMax;
  }

  /** The client of the call in work. */
  static String current() {
    return Objects.requireNonNullElse(CLIENT.get(), "unknown");
  }

  /** Counts a stream of a client; false if it may not have one more. */
  synchronized boolean open(String client) {
    int own = streams.getOrDefault(client, 0);
    if (own >= streamsPerClient || allStreams >= streamsMax) {
      return false;
    }
    streams.put(client, own + 1);
    allStreams++;
    return true;
  }

  /** Uncounts a stream that {@link #open} counted. */
  synchronized void close(String client) {
    allStreams--;
    streams.computeIfPresent(client, (name, own) -> own == 1 ? null : own - 1);
  }

  /** Streams that are open now. */
  synchronized int openStreams() {
    return allStreams;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Context context = Context.current().withValue(CLIENT, name(call));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static String name(ServerCall<?, ?> call) {
    @Nullable NodeId id = call.getAttributes().get(GrpcH3Server.PEER_ATTRIBUTE);
    return id != null
        ? id.toString()
        : String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
  }
}
