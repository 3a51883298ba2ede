package io.ghostchain.zquic.grpc;

import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerMethodDefinition;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What every call of a server needs to know. Immutable.
 *
 * @param methods the methods by full name
 * @param fallback asked for methods that are not there
 * @param maxMessageBytes of a received message, before and after decompression
 * @param maxMetadataBytes of a request's fields, as RFC 9114 section 4.2.2 counts them
 * @param maxCallsPerConnection whose service may be at work at once for one connection
 */
record ServerConfig(
    Map<String, ServerMethodDefinition<?, ?>> methods,
    @Nullable HandlerRegistry fallback,
    Executor executor,
    @Nullable ServerCallExecutorSupplier executorSupplier,
    CompressorRegistry compressors,
    DecompressorRegistry decompressors,
    int maxMessageBytes,
    int maxMetadataBytes,
    int maxCallsPerConnection) {

  @Nullable ServerMethodDefinition<?, ?> lookup(String name, @Nullable String authority) {
    ServerMethodDefinition<?, ?> found = methods.get(name);
    return found != null || fallback == null ? found : fallback.lookupMethod(name, authority);
  }

  <Q, R> Executor executorFor(ServerCall<Q, R> call, Metadata head) {
    if (executorSupplier != null) {
      Executor chosen = executorSupplier.getExecutor(call, head);
      if (chosen != null) {
        return chosen;
      }
    }
    return executor;
  }
}
