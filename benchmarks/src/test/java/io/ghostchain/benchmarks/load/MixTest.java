package io.ghostchain.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MixTest {
  private static final int TURNS = 20;

  private static Mix.Shape shape(Workload workload, double invalid, long seed) {
    return new Mix.Shape(workload, 20, 50, invalid, seed);
  }

  private static List<Mix.Planned> plan(Mix.Shape shape, int turns) {
    var mix = new Mix(shape, sender -> 5);
    List<Mix.Planned> all = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      all.addAll(mix.turn());
    }
    return all;
  }

  @Test
  void oneSeedGivesOnePlanAndAShorterOneIsItsStart() {
    for (String name : List.of("W0", "W1", "W2")) {
      Workload workload = Workload.named(name).withSenders(100);
      List<Mix.Planned> plan = plan(shape(workload, 0.1, 7), TURNS);
      assertEquals(plan, plan(shape(workload, 0.1, 7), TURNS));
      List<Mix.Planned> part = plan(shape(workload, 0.1, 7), 3);
      assertEquals(plan.subList(0, part.size()), part);
      assertNotEquals(plan, plan(shape(workload, 0.1, 8), TURNS));
    }
  }

  /** Signed files of earlier runs hold these, and are still used. */
  @Test
  void theChoicesOfW0StayWhatTheyWere() {
    var shape = new Mix.Shape(Workload.w0().withSenders(3), 1, 1_000_000, 0, 1);
    var mix = new Mix(shape, sender -> 1);
    List<Integer> paid = new ArrayList<>();
    for (int turn = 0; turn < 2; turn++) {
      mix.turn().forEach(planned -> paid.add(mix.recipients(planned)[0]));
    }
    assertEquals(List.of(170993, 586802, 416353, 311935, 807197, 202435), paid);
  }

  @Test
  void sequencesHaveNoGapsAndSpoiltOnesTakeNone() {
    Workload workload = Workload.w2().withSenders(50);
    Map<Integer, Long> next = new HashMap<>();
    for (Mix.Planned planned : plan(shape(workload, 0.2, 1), 2)) {
      long expected = next.getOrDefault(planned.signer(), 5L);
      assertEquals(expected, planned.sequence());
      next.put(planned.signer(), planned.spoilt() ? expected : expected + 1);
    }
    assertEquals(50, next.size());
  }

  @Test
  void sharesAreAsAsked() {
    List<Mix.Planned> plan = plan(shape(Workload.w1(), 0.25, 1), 2);
    long fresh = plan.stream().filter(Mix.Planned::isFresh).count();
    long spoilt = plan.stream().filter(Mix.Planned::spoilt).count();
    assertEquals(0.01, (double) fresh / plan.size(), 0.003);
    assertEquals(0.25, (double) spoilt / plan.size(), 0.02);
    assertEquals(
        fresh,
        plan.stream()
            .filter(Mix.Planned::isFresh)
            .mapToInt(Mix.Planned::signer)
            .distinct()
            .count());
  }

  @Test
  void recipientsOfOneTransactionDiffer() {
    Mix.Shape shape = shape(Workload.w0().withSenders(10), 0, 1);
    var mix = new Mix(shape, sender -> 0);
    for (Mix.Planned planned : mix.turn()) {
      int[] recipients = mix.recipients(planned);
      assertEquals(20, Arrays.stream(recipients).distinct().count());
      assertTrue(Arrays.stream(recipients).allMatch(number -> number >= 0 && number < 50));
    }
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    Workload w0 = Workload.w0();
    assertThrows(IllegalArgumentException.class, () -> new Mix.Shape(w0, 0, 10, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Mix.Shape(w0, 11, 10, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Mix.Shape(w0, 1, 10, 1.5, 1));
    assertThrows(IllegalArgumentException.class, () -> w0.withSenders(0));
    var unknown = assertThrows(IllegalArgumentException.class, () -> Workload.named("W3"));
    assertEquals(
        "expected a workload of [W0, W1, W2], got W3", String.valueOf(unknown.getMessage()));
  }
}
