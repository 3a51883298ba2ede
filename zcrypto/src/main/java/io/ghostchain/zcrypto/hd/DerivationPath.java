package io.ghostchain.zcrypto.hd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps from the master key to a key, written {@code m/44'/0'/1}.
 *
 * @param steps at most {@value #DEPTH_MAX}
 */
public record DerivationPath(List<ChildIndex> steps) {
  /** The deepest path: BIP-32 writes the depth as one byte. */
  public static final int DEPTH_MAX = 255;

  /**
   * GhostChain's coin type, the letters {@code GHST}. Not registered in SLIP-44, whose registry has
   * no entry under it.
   */
  public static final int COIN_TYPE = 0x47485354;

  /** Copies the steps and checks their number. */
  public DerivationPath {
    steps = List.copyOf(steps);
    if (steps.size() > DEPTH_MAX) {
      throw new IllegalArgumentException(
          "a path has at most " + DEPTH_MAX + " steps, got " + steps.size());
    }
  }

  /** The path of GhostChain's keys: {@code m/44'/COIN_TYPE'/account'/0'/index'}. */
  public static DerivationPath ofAccount(int account, int index) {
    return new DerivationPath(
        List.of(
            ChildIndex.hardened(44),
            ChildIndex.hardened(COIN_TYPE),
            ChildIndex.hardened(account),
            ChildIndex.hardened(0),
            ChildIndex.hardened(index)));
  }

  /**
   * Reads {@code m/44'/0'/1}; {@code h} and {@code H} stand for the apostrophe too.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static DerivationPath parse(String text) {
    if (text.length() > 12 * DEPTH_MAX) {
      throw new IllegalArgumentException("a path of " + text.length() + " characters is too long");
    }
    String[] parts = text.split("/", -1);
    if (!parts[0].equals("m")) {
      throw new IllegalArgumentException("a path starts with \"m\", got \"" + text + "\"");
    }
    var steps = new ArrayList<ChildIndex>();
    for (int i = 1; i < parts.length; i++) {
      steps.add(step(parts[i]));
    }
    return new DerivationPath(steps);
  }

  @Override
  public String toString() {
    return steps.stream().map(step -> "/" + step).collect(Collectors.joining("", "m", ""));
  }

  private static ChildIndex step(String text) {
    boolean hardened = text.endsWith("'") || text.endsWith("h") || text.endsWith("H");
    String digits = hardened ? text.substring(0, text.length() - 1) : text;
    boolean decimal = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!decimal || digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a step of a path is a number from 0 to 2147483647, hardened or not, got \""
              + text
              + "\"");
    }
    int number = Integer.parseInt(digits);
    return hardened ? ChildIndex.hardened(number) : ChildIndex.normal(number);
  }
}
