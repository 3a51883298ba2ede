package io.ghostchain.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * What a load consists of, planned before anything is signed: the same settings give the same plan,
 * turn by turn, so any part from the start is a load too. One thread.
 */
public final class Mix {
  /** Keeps the choices of who and what apart from those of whom is paid. */
  private static final long WHO = 0x5eed_0f_1e55L;

  private final Shape shape;
  private final long[] next;
  private int turn;
  private int fresh;

  /**
   * What each transaction does.
   *
   * @param workload who signs
   * @param operations transfers in each
   * @param recipients accounts among which they go, uniformly
   * @param invalidShare of transactions whose signature is spoilt, which take no sequence
   * @param seed of all choices
   */
  public record Shape(
      Workload workload, int operations, int recipients, double invalidShare, long seed) {
    /** Checks the bounds. */
    public Shape {
      if (operations < 1 || recipients < operations || invalidShare < 0 || invalidShare > 1) {
        throw new IllegalArgumentException(
            "expected operations from 1 up to the recipients and an invalid share from 0 to 1, got "
                + operations
                + ", "
                + recipients
                + " and "
                + invalidShare);
      }
    }
  }

  /**
   * One transaction.
   *
   * @param signer the number of a sender, or of a fresh one
   * @param isFresh whether it is the first of an account with a key nobody has seen
   * @param choice seed of its recipients
   */
  public record Planned(int signer, boolean isFresh, long sequence, long choice, boolean spoilt) {}

  /**
   * A plan from its start.
   *
   * @param firstSequence of each sender
   */
  public Mix(Shape shape, IntToLongFunction firstSequence) {
    this.shape = shape;
    this.next = IntStream.range(0, shape.workload.senders()).mapToLong(firstSequence).toArray();
  }

  /** The next turn. */
  public List<Planned> turn() {
    Workload workload = shape.workload;
    int size = workload.turnSize();
    long[] choices = new SplittableRandom(shape.seed + turn).longs(size).toArray();
    var who = new SplittableRandom((shape.seed + turn) ^ WHO);
    List<Planned> planned = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      boolean isFresh = who.nextDouble() < workload.freshShare();
      int sender = workload.order() == Workload.Order.TURNS ? i : who.nextInt(workload.senders());
      boolean spoilt = who.nextDouble() < shape.invalidShare;
      if (isFresh) {
        planned.add(new Planned(fresh++, true, 0, choices[i], spoilt));
      } else {
        planned.add(new Planned(sender, false, next[sender], choices[i], spoilt));
        next[sender] += spoilt ? 0 : 1;
      }
    }
    turn++;
    return planned;
  }

  /** How many fresh signers came so far. */
  public int freshSoFar() {
    return fresh;
  }

  /** The numbers of the accounts that a transaction pays, all different. */
  public int[] recipients(Planned planned) {
    var random = new SplittableRandom(planned.choice);
    int[] numbers = new int[shape.operations];
    for (int i = 0; i < numbers.length; i++) {
      int before = i;
      int number = random.nextInt(shape.recipients);
      while (Arrays.stream(numbers, 0, before).anyMatch(isNumber(number))) {
        number = random.nextInt(shape.recipients);
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private static java.util.function.IntPredicate isNumber(int number) {
    return other -> other == number;
  }
}
