package io.ghostchain.walletd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses as the configuration writes them: host:port, an IPv6 host in brackets. */
final class Addresses {
  private Addresses() {}

  /** A resolved address. */
  static InetSocketAddress parse(String key, String text) throws DaemonException {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
      int port = Integer.parseInt(text.substring(colon + 1));
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException | IllegalArgumentException | IndexOutOfBoundsException wrong) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "address-malformed",
          key + ": expected host:port, got \"" + text + "\"",
          "for example 127.0.0.1:9450",
          wrong);
    }
  }

  /** The text form. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Reads an id; fails with {@link IllegalArgumentException} if it is none. */
  interface Parser<T> {
    T parse(String text);
  }

  /** An id of a setting. */
  static <T> T id(String key, String text, Parser<T> parser) throws DaemonException {
    try {
      return parser.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "id-malformed",
          key + ": " + wrong.getMessage(),
          "64 hexadecimal digits",
          wrong);
    }
  }
}
