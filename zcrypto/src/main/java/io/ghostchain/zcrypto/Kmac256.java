package io.ghostchain.zcrypto;

import java.security.MessageDigest;
import org.bouncycastle.crypto.macs.KMAC;
import org.bouncycastle.crypto.params.KeyParameter;

/** KMAC256 (NIST SP 800-185 section 4), with tags of any length. */
public final class Kmac256 {
  private Kmac256() {}

  /**
   * The tag of the parts, one after the other.
   *
   * @param customization separates uses of one key; may be empty
   * @param length of the tag in bytes; it is part of what is hashed
   */
  public static byte[] tag(byte[] key, byte[] customization, int length, byte[]... parts) {
    var mac = new KMAC(256, customization);
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] tag = new byte[length];
    mac.doFinal(tag, 0, length);
    return tag;
  }

  /** Whether {@code tag} is the tag of that length of the parts, compared in constant time. */
  public static boolean verify(byte[] key, byte[] customization, byte[] tag, byte[]... parts) {
    return MessageDigest.isEqual(tag(key, customization, tag.length, parts), tag);
  }
}
