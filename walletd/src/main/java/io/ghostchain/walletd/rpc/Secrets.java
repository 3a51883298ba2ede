package io.ghostchain.walletd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.walletkit.WalletSecret;
import java.util.Arrays;
import java.util.function.Function;

/** Secrets from and to the wire. Protobuf's own copies cannot be wiped; ours are. */
final class Secrets {
  private Secrets() {}

  /** Lends a secret as characters and wipes them. */
  static <T> T use(ByteString secret, Function<char[], T> work) {
    byte[] bytes = secret.toByteArray();
    char[] text = WalletSecret.chars(bytes);
    try {
      return work.apply(text);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(text, '\0');
    }
  }

  /** A secret for the wire. */
  static ByteString wire(char[] text) {
    byte[] bytes = WalletSecret.utf8(text);
    ByteString copy = ByteString.copyFrom(bytes);
    Arrays.fill(bytes, (byte) 0);
    return copy;
  }
}
