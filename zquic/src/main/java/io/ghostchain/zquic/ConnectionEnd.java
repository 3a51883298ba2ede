package io.ghostchain.zquic;

/**
 * Why a connection ended or never began.
 *
 * @param cause the kind of end
 * @param code the error code of the CONNECTION_CLOSE frame (RFC 9000 section 20), or 0
 * @param detail a sentence for the operator, with the peer's address
 */
public record ConnectionEnd(Cause cause, long code, String detail) {
  /** The kinds of end. */
  public enum Cause {
    /** This side closed it in good order. */
    CLOSED_HERE,
    /** The peer closed it, with an application error code. */
    CLOSED_BY_PEER,
    /** The peer broke the protocol, or says that we did. */
    PROTOCOL_ERROR,
    /** This side does not trust the peer. */
    PEER_NOT_TRUSTED,
    /** The peer does not trust this side, or shares no algorithm with it. */
    REFUSED_BY_PEER,
    /** Nothing listens at the address. */
    UNREACHABLE,
    /** The handshake did not end in time. */
    HANDSHAKE_TIMEOUT,
    /** Nothing came from the peer for the idle timeout. */
    IDLE_TIMEOUT,
    /** This side gave the connection up, since the peer went beyond a limit. */
    LIMIT
  }

  // CRYPTO_ERROR: 0x0100 plus the TLS alert (RFC 9001 section 4.8).
  private static final long CRYPTO_ERROR = 0x100;

  static ConnectionEnd closedByPeer(
      String peer, boolean application, boolean tlsError, long code, String reason) {
    String because = reason.isEmpty() ? "" : ": " + reason;
    if (application) {
      return new ConnectionEnd(
          Cause.CLOSED_BY_PEER, code, peer + " closed the connection, code " + code + because);
    }
    if (tlsError) {
      return new ConnectionEnd(
          Cause.REFUSED_BY_PEER,
          code,
          peer + " refused the handshake, TLS alert " + alert(code - CRYPTO_ERROR) + because);
    }
    return new ConnectionEnd(
        code == 0 ? Cause.CLOSED_BY_PEER : Cause.PROTOCOL_ERROR,
        code,
        peer + " closed the connection, transport code " + code + because);
  }

  /** The names of RFC 8446 section 6. */
  private static String alert(long code) {
    String name =
        switch ((int) code) {
          case 40 -> "handshake_failure: no key exchange group, certificate or algorithm in common";
          case 42 -> "bad_certificate";
          case 43 -> "unsupported_certificate";
          case 44 -> "certificate_revoked";
          case 45 -> "certificate_expired";
          case 46 -> "certificate_unknown: it does not trust us";
          case 47 -> "illegal_parameter";
          case 48 -> "unknown_ca: it does not trust us";
          case 50 -> "decode_error";
          case 51 -> "decrypt_error: our signature does not verify";
          case 70 -> "protocol_version";
          case 80 -> "internal_error";
          case 109 -> "missing_extension";
          case 116 -> "certificate_required: it wants a client certificate";
          case 120 -> "no_application_protocol";
          default -> "";
        };
    return name.isEmpty() ? Long.toString(code) : code + " " + name;
  }

  @Override
  public String toString() {
    return detail;
  }
}
