package io.ghostchain.walletd.rpc;

import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the calls that carry the token, and those that need none: GetStatus, gRPC's health
 * and reflection. For listeners on loopback, where the token's file shows that the client is the
 * same user.
 */
public final class TokenAuth implements ServerInterceptor {
  /** Length of the token in bytes; it travels as twice as many hexadecimal digits. */
  public static final int TOKEN_BYTES = 32;

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";

  /** How the daemon is and what it can do are no secrets of its owner. */
  private static final Set<String> OPEN_SERVICES =
      Set.of(HealthGrpc.SERVICE_NAME, ServerReflectionGrpc.SERVICE_NAME);

  private static final String OPEN_METHOD =
      WalletServiceGrpc.getGetStatusMethod().getFullMethodName();

  private final byte[] expected;

  /** Expects this token of {@value #TOKEN_BYTES} bytes. */
  public TokenAuth(byte[] token) {
    this.expected = (SCHEME + HexFormat.of().formatHex(token)).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (isOpen(call.getMethodDescriptor()) || matches(headers.get(AUTHORIZATION))) {
      return next.startCall(call, headers);
    }
    StatusRuntimeException refused = Errors.unauthenticated();
    Metadata trailers = refused.getTrailers();
    call.close(refused.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  private static boolean isOpen(MethodDescriptor<?, ?> method) {
    return OPEN_SERVICES.contains(String.valueOf(method.getServiceName()))
        || method.getFullMethodName().equals(OPEN_METHOD);
  }

  private boolean matches(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.US_ASCII));
  }
}
