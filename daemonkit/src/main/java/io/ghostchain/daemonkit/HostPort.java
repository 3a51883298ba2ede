package io.ghostchain.daemonkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses written as {@code host:port} or {@code [ipv6]:port}. */
public final class HostPort {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+):(\\d{1,5})");

  private HostPort() {}

  /**
   * Reads an address, and looks its name up.
   *
   * @throws IllegalArgumentException saying what was expected and what came
   */
  public static InetSocketAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group(2));
      if (port <= 65_535) {
        try {
          String host = matcher.group(1);
          return new InetSocketAddress(
              InetAddress.getByName(
                  host.startsWith("[") ? host.substring(1, host.length() - 1) : host),
              port);
        } catch (UnknownHostException e) {
          throw new IllegalArgumentException("no address is known for \"" + text + "\"", e);
        }
      }
    }
    throw new IllegalArgumentException(
        "expected host:port with a port of at most 65535, got \"" + text + "\"");
  }

  /** Writes an address so that {@link #parse} reads it. */
  public static String write(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }
}
