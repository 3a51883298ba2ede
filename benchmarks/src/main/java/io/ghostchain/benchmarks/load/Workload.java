package io.ghostchain.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;

/**
 * Who signs the transactions of a load.
 *
 * @param name as a row names it
 * @param senders that sign more than once
 * @param freshShare of transactions that are the first of an account with a key nobody has seen
 * @param order in which senders take their turns
 */
public record Workload(String name, int senders, double freshShare, Order order) {
  /** Transactions in a turn of a load whose senders are chosen at random. */
  private static final int RANDOM_TURN = 8_192;

  /** How the next sender is found. */
  public enum Order {
    /** One after the other. */
    TURNS,
    /** Each with the same chance, whoever came before. */
    UNIFORM
  }

  /** Checks the bounds. */
  public Workload {
    if (senders < 1 || freshShare < 0 || freshShare > 1) {
      throw new IllegalArgumentException(
          "expected at least 1 sender and a share from 0 to 1, got "
              + senders
              + " and "
              + freshShare);
    }
  }

  /** Few senders, all keys known. */
  public static Workload w0() {
    return new Workload("W0", 1_024, 0, Order.TURNS);
  }

  /**
   * More senders than a small cache of keys holds, and one transaction in a hundred from a key
   * never seen.
   */
  public static Workload w1() {
    return new Workload("W1", 8_192, 0.01, Order.TURNS);
  }

  /** Any of many accounts, each as likely. */
  public static Workload w2() {
    return new Workload("W2", 16_384, 0, Order.UNIFORM);
  }

  /**
   * A workload by its name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static Workload named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "W0" -> w0();
      case "W1" -> w1();
      case "W2" -> w2();
      default ->
          throw new IllegalArgumentException(
              "expected a workload of " + Arrays.asList("W0", "W1", "W2") + ", got " + name);
    };
  }

  /** This with another number of senders. */
  public Workload withSenders(int count) {
    return new Workload(name, count, freshShare, order);
  }

  /** Transactions in a turn: a load is made of whole ones. */
  public int turnSize() {
    return order == Order.TURNS ? senders : RANDOM_TURN;
  }

  /** The least number of whole turns that hold so many transactions. */
  public int turnsFor(long transactions) {
    return Math.toIntExact((transactions + turnSize() - 1) / turnSize());
  }

  /** "W1, 8,192 senders, 1 % first-seen keys", for a note. */
  public String describe() {
    String text =
        String.format(
            Locale.ROOT,
            "%s, %,d senders%s",
            name,
            senders,
            order == Order.UNIFORM ? " chosen uniformly" : "");
    return freshShare == 0
        ? text
        : text + String.format(Locale.ROOT, ", %.3g %% first-seen keys", freshShare * 100);
  }
}
