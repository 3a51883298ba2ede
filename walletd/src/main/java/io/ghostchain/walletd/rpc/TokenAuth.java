package io.ghostchain.walletd.rpc;

import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the calls that carry the token, and GetStatus. For listeners on loopback, where the
 * token's file shows that the client is the same user.
 */
public final class TokenAuth implements ServerInterceptor {
  /** Length of the token in bytes; it travels as twice as many hexadecimal digits. */
  public static final int TOKEN_BYTES = 32;

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";
  private static final String OPEN = WalletServiceGrpc.getGetStatusMethod().getFullMethodName();

  private final byte[] expected;

  /** Expects this token of {@value #TOKEN_BYTES} bytes. */
  public TokenAuth(byte[] token) {
    this.expected = (SCHEME + HexFormat.of().formatHex(token)).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    boolean open = call.getMethodDescriptor().getFullMethodName().equals(OPEN);
    if (open || matches(headers.get(AUTHORIZATION))) {
      return next.startCall(call, headers);
    }
    call.close(
        Status.UNAUTHENTICATED.withDescription(
            "expected the metadata authorization: Bearer and the token of walletd's token file"),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private boolean matches(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.US_ASCII));
  }
}
