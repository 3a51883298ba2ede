package io.ghostchain.ghostd.rpc;

import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeId;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: the node id that the peer proved, else its address without the port. Counts each
 * peer's open streams. Safe for use by several threads.
 */
final class Peers implements ServerInterceptor {
  private static final Context.Key<String> PEER = Context.key("ghostd-peer");

  private final int streamsPerPeer;
  private final int streamsMax;

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Integer> streams = new HashMap<>();
  private int allStreams;

  Peers(int streamsPerPeer, int streamsMax) {
    this.streamsPerPeer = streamsPerPeer;
    this.streamsMax = streamsMax;
  }

  /** The peer of the call in work. */
  static String current() {
    return Objects.requireNonNullElse(PEER.get(), "unknown");
  }

  /** Counts a stream of a peer; false if it may not have one more. */
  boolean open(String peer) {
    lock.lock();
    try {
      int own = streams.getOrDefault(peer, 0);
      if (own >= streamsPerPeer || allStreams >= streamsMax) {
        return false;
      }
      streams.put(peer, own + 1);
      allStreams++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Uncounts a stream that {@link #open} counted. */
  void close(String peer) {
    lock.lock();
    try {
      allStreams--;
      streams.computeIfPresent(peer, (p, own) -> own == 1 ? null : own - 1);
    } finally {
      lock.unlock();
    }
  }

  /** Streams that are open now. */
  int openStreams() {
    lock.lock();
    try {
      return allStreams;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Context context = Context.current().withValue(PEER, name(call));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static String name(ServerCall<?, ?> call) {
    @Nullable NodeId id = call.getAttributes().get(GrpcH3Server.PEER_ATTRIBUTE);
    if (id != null) {
      return id.toString();
    }
    return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress at
            && at.getAddress() != null
        ? at.getAddress().getHostAddress()
        : "unknown";
  }
}
