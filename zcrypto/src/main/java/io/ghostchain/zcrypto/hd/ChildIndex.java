package io.ghostchain.zcrypto.hd;

/**
 * Which child of a key: a number, and whether the step is hardened, that is, needs the private key.
 *
 * @param raw the number as BIP-32 serialises it, hardened ones from 2^31 on (an unsigned int)
 */
public record ChildIndex(int raw) {
  private static final int HARDENED = 1 << 31;

  /** The hardened child of a number from 0 to 2^31 - 1. */
  public static ChildIndex hardened(int number) {
    return new ChildIndex(requireNumber(number) | HARDENED);
  }

  /** The normal child of a number from 0 to 2^31 - 1. */
  public static ChildIndex normal(int number) {
    return new ChildIndex(requireNumber(number));
  }

  /** The number without the mark. */
  public int number() {
    return raw & ~HARDENED;
  }

  /** Whether the step needs the private key. */
  public boolean isHardened() {
    return (raw & HARDENED) != 0;
  }

  /** The number, with an apostrophe if hardened. */
  @Override
  public String toString() {
    return number() + (isHardened() ? "'" : "");
  }

  private static int requireNumber(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("a child's number is 0 to 2^31 - 1, got " + number);
    }
    return number;
  }
}
