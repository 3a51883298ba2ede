package io.ghostchain.zwallet.output;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.PrintStream;
import java.util.Locale;

/**
 * A QR code drawn with half blocks: two modules a character, light on dark terminals and dark on
 * light ones.
 */
public final class QrCode {
  /** Light modules around the code (ISO/IEC 18004 section 6.3.8). */
  private static final int QUIET = 4;

  private QrCode() {}

  /**
   * Draws an address.
   *
   * <p>In capitals: they fit QR's alphanumeric mode (5.5 bits a character), and bech32 knows no
   * case (BIP-173).
   */
  public static void print(PrintStream out, String address) {
    ByteMatrix matrix = encode(address.toUpperCase(Locale.ROOT));
    for (int y = -QUIET; y < matrix.getHeight() + QUIET; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -QUIET; x < matrix.getWidth() + QUIET; x++) {
        boolean upper = light(matrix, x, y);
        boolean lower = light(matrix, x, y + 1);
        line.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
      }
      out.println(line);
    }
  }

  private static ByteMatrix encode(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException(
          "no QR code holds " + text.length() + " characters", tooLong);
    }
  }

  private static boolean light(ByteMatrix matrix, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < matrix.getWidth() && y < matrix.getHeight();
    return !inside || matrix.get(x, y) == 0;
  }
}
