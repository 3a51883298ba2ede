package io.ghostchain.zcrypto.shamir;

/**
 * Arithmetic of GF(2^8) modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197 section 4), without tables or
 * branches, so that its time tells nothing about the operands. Addition is exclusive or.
 */
final class Gf256 {
  private static final int MODULUS = 0x11b;

  private Gf256() {}

  static int multiply(int a, int b) {
    int product = 0;
    for (int bit = 7; bit >= 0; bit--) {
      product = product << 1;
      product ^= MODULUS & -(product >>> 8);
      product ^= a & -(b >>> bit & 1);
    }
    return product;
  }

  /** The inverse, a^254; zero for zero. */
  static int invert(int a) {
    int power = a;
    int result = 1;
    for (int i = 1; i < 8; i++) {
      power = multiply(power, power);
      result = multiply(result, power);
    }
    return result;
  }
}
