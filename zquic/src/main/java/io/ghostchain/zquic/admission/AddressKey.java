package io.ghostchain.zquic.admission;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one address: an IPv4 address, or an IPv6 /64, since a single host is usually given
 * a whole one.
 */
record AddressKey(boolean v6, long bits) {
  static AddressKey of(InetSocketAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return address.getAddress() instanceof Inet6Address
        ? new AddressKey(true, buffer.getLong())
        : new AddressKey(false, buffer.getInt());
  }
}
