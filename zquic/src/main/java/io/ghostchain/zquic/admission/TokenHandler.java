package io.ghostchain.zquic.admission;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Puts the question of {@link Admission} to each client that wants to connect, and asks for a proof
 * of its address by a Retry where the answer is so.
 *
 * <p>Called by the codec once for each Initial packet (RFC 9000 section 17.2.2) that belongs to no
 * connection.
 */
public final class TokenHandler implements QuicTokenHandler {
  /**
   * Thrown to make the codec drop a packet; it has no other way to be told. Without a stack trace.
   */
  private static final class Dropped extends RuntimeException {
    private Dropped() {
      super("dropped", null, false, false);
    }
  }

  private final Admission admission;
  private final RetryTokens tokens;
  private final int connectionIdBytes;
  private final Consumer<Admission.Verdict> turnedAway;

  /**
   * A handler for one event loop.
   *
   * @param connectionIdBytes the length of the connection ids that the listener gives out
   * @param turnedAway told of each verdict but ACCEPT
   */
  public TokenHandler(
      Admission admission,
      RetryTokens tokens,
      int connectionIdBytes,
      Consumer<Admission.Verdict> turnedAway) {
    this.admission = admission;
    this.tokens = tokens;
    this.connectionIdBytes = connectionIdBytes;
    this.turnedAway = turnedAway;
  }

  /** Writes a token and answers true for a Retry; answers false for a handshake. */
  @Override
  public boolean writeToken(ByteBuf out, ByteBuf dcid, InetSocketAddress address) {
    Admission.Verdict verdict = admission.judge(address, false);
    return switch (verdict) {
      case ACCEPT -> false;
      case RETRY -> {
        turnedAway.accept(verdict);
        tokens.write(out, dcid, address);
        yield true;
      }
      case FULL, ADDRESS_FULL, CLOSING -> {
        turnedAway.accept(verdict);
        throw new Dropped();
      }
    };
  }

  @Override
  public TokenValidationResult validateToken(
      ByteBuf token, InetSocketAddress address, ByteBuf dcid) {
    // After a Retry the client addresses us by the id we chose in it, whose length we know; the
    // codec reads as many bytes from the packet.
    int connectionIdAt =
        dcid.readableBytes() == connectionIdBytes ? tokens.check(token, address) : -1;
    if (connectionIdAt < 0) {
      return TokenValidationResult.invalidToken();
    }
    Admission.Verdict verdict = admission.judge(address, true);
    if (verdict != Admission.Verdict.ACCEPT) {
      turnedAway.accept(verdict);
      return TokenValidationResult.invalidToken();
    }
    return TokenValidationResult.odcidFromToken(connectionIdAt);
  }

  @Override
  public int validateToken(ByteBuf token, InetSocketAddress address) {
    return tokens.check(token, address);
  }

  @Override
  public int maxTokenLength() {
    return RetryTokens.BYTES_MAX;
  }
}
