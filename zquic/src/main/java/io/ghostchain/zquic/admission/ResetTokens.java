package io.ghostchain.zquic.admission;

import io.netty.handler.codec.quic.QuicResetTokenGenerator;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stateless reset tokens (RFC 9000 section 10.3.2): HMAC-SHA256 of a connection id, cut to 16
 * bytes.
 *
 * <p>The key serves nothing else. Were it also the one that makes connection ids, a peer could have
 * reset tokens of others computed for it (CVE-2026-50009).
 */
public final class ResetTokens implements QuicResetTokenGenerator {
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /** Starts with a fresh key. */
  public ResetTokens() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  @Override
  public ByteBuffer newResetToken(ByteBuffer connectionId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(connectionId);
      return ByteBuffer.wrap(mac.doFinal(), 0, BYTES).slice();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }
}
