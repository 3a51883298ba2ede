package io.ghostchain.zquic.tls;

import io.netty.handler.codec.quic.QuicSslContext;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a listener from issuing session tickets (RFC 8446 section 4.6.1), where its clients are
 * nodes: these never resume a session.
 *
 * <p>BoringSSL issues two after each handshake and seals the client's certificate into both: 13 kB
 * in nine datagrams, half of what a server sends, and a tenth of the event loop's time. The codec
 * (4.2.18) has no switch for them, but a callback that gives the key to seal a ticket with; without
 * a key there is no ticket. Its public setter installs the callback only along with keys, so the
 * callback alone is installed by reflection. Where that is not allowed, as on a module path,
 * tickets are issued, and all else works.
 */
final class SessionTickets {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTickets.class);

  private SessionTickets() {}

  static void withhold(QuicSslContext context) {
    try {
      Field holder = context.getClass().getDeclaredField("nativeSslContext");
      holder.setAccessible(true);
      Object pointer = holder.get(context);
      Method address = pointer.getClass().getDeclaredMethod("address");
      address.setAccessible(true);
      Method askForKeys =
          Class.forName(
                  QuicSslContext.class.getPackageName() + ".BoringSSL",
                  true,
                  QuicSslContext.class.getClassLoader())
              .getDeclaredMethod("SSLContext_setSessionTicketKeys", long.class, boolean.class);
      askForKeys.setAccessible(true);
      askForKeys.invoke(null, address.invoke(pointer), true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.info("session tickets are issued cause={}", e.toString());
    }
  }
}
