package io.ghostchain.walletkit;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.TypedData;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Secp256k1;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A signature as an Ethereum wallet answers it: r || s, usually followed by v, a byte from which
 * the key can be recovered and of which the ledger has no need.
 *
 * @param signature the 64 bytes r || s
 * @param parity 0 or 1; empty if there was no v
 */
public record EthereumSignature(Bytes signature, Optional<Integer> parity) {
  private static final int SIGNATURE_BYTES = 64;

  /**
   * Reads hexadecimal, with or without 0x before it, of 64 or 65 bytes.
   *
   * @throws IllegalArgumentException for anything else, or if v is none of 0, 1, 27 and 28
   */
  public static EthereumSignature parse(String text) {
    String hex = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
    byte[] bytes = Bytes.parseHex(hex.toLowerCase(Locale.ROOT)).copy();
    if (bytes.length != SIGNATURE_BYTES && bytes.length != SIGNATURE_BYTES + 1) {
      throw new IllegalArgumentException(
          "expected a signature of 64 or 65 bytes, got " + bytes.length);
    }
    Optional<Integer> parity =
        bytes.length == SIGNATURE_BYTES
            ? Optional.empty()
            : Optional.of(parity(bytes[SIGNATURE_BYTES]));
    return new EthereumSignature(Bytes.of(Arrays.copyOf(bytes, SIGNATURE_BYTES)), parity);
  }

  /** Whether the key made this over the data, by the ledger's rule: the lower s alone. */
  public boolean isBy(PublicKey key, TypedData data) {
    return Secp256k1.verify(key, data.digest().bytes(), signature.copy());
  }

  private static int parity(byte v) {
    return switch (v) {
      case 0, 27 -> 0;
      case 1, 28 -> 1;
      default ->
          throw new IllegalArgumentException(
              "expected 0, 1, 27 or 28 as the last byte of a signature, got " + (v & 0xFF));
    };
  }
}
