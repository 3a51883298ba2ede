package io.ghostchain.zquic.grpc;

import io.netty.buffer.ByteBuf;

/**
 * Reads strings in the Huffman code of RFC 7541 appendix B, which QPACK uses too.
 *
 * <p>The code is canonical: symbols of one length have consecutive codes, so the table of lengths
 * is all there is to keep. We never write it: it saves bytes that a packet has anyway.
 */
final class Huffman {
  private static final int EOS = 256;
  private static final int LONGEST = 30;

  private static final byte[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, //
    28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28, //
    6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, //
    5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, //
    13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, //
    7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, //
    15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, //
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, //
    20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, //
    24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, //
    22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, //
    21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, //
    26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, //
    19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, //
    20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, //
    26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, //
    30
  };

  /** The first code of each length, and where its symbol stands in {@link #SYMBOLS}. */
  private static final int[] FIRST_CODE = new int[LONGEST + 1];

  private static final int[] FIRST_SYMBOL = new int[LONGEST + 1];
  private static final int[] COUNT = new int[LONGEST + 1];
  private static final short[] SYMBOLS = new short[LENGTHS.length];

  static {
    for (byte length : LENGTHS) {
      COUNT[length]++;
    }
    int code = 0;
    int at = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code <<= 1;
      FIRST_CODE[length] = code;
      FIRST_SYMBOL[length] = at;
      for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
        if (LENGTHS[symbol] == length) {
          SYMBOLS[at++] = (short) symbol;
        }
      }
      code += COUNT[length];
    }
  }

  private Huffman() {}

  /**
   * The string coded in the next {@code length} bytes of {@code in}, which are consumed.
   *
   * @throws H3Exception if the code is broken or its padding is not as RFC 7541 section 5.2 says
   */
  static String read(ByteBuf in, int length) throws H3Exception {
    // The shortest code has five bits.
    StringBuilder out = new StringBuilder(length * 8 / 5 + 1);
    int code = 0;
    int bits = 0;
    for (int i = 0; i < length; i++) {
      int next = in.readUnsignedByte();
      for (int bit = 7; bit >= 0; bit--) {
        code = (code << 1) | (next >>> bit & 1);
        bits++;
        int offset = code - FIRST_CODE[bits];
        if (offset >= 0 && offset < COUNT[bits]) {
          int symbol = SYMBOLS[FIRST_SYMBOL[bits] + offset];
          if (symbol == EOS) {
            throw broken("the end-of-string symbol inside a string");
          }
          out.append((char) symbol);
          code = 0;
          bits = 0;
        } else if (bits == LONGEST) {
          throw broken("a code longer than any symbol's");
        }
      }
    }
    if (bits > 7 || code != (1 << bits) - 1) {
      throw broken("padding that is not the start of the end-of-string symbol");
    }
    return out.toString();
  }

  private static H3Exception broken(String what) {
    return H3Exception.connection(H3Exception.QPACK_DECOMPRESSION_FAILED, "Huffman: " + what);
  }
}
