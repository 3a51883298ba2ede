package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ResetBudgetTest {
  private long nanos = 5_000;
  private final ResetBudget budget = new ResetBudget(200, () -> nanos);

  private boolean spend(int times) {
    boolean within = true;
    for (int i = 0; i < times; i++) {
      within &= budget.spend();
    }
    return within;
  }

  @Test
  void twoHundredWithinTenSecondsAreAllowedAndNoMore() {
    assertTrue(spend(200));
    assertFalse(spend(1));
  }

  @Test
  void budgetComesBackWithTime() {
    assertTrue(spend(200));
    nanos += 2 * ResetBudget.WINDOW_NANOS;
    assertTrue(spend(200));
  }

  @Test
  void burstAcrossTheEndOfAWindowIsStillABurst() {
    nanos += ResetBudget.WINDOW_NANOS - 1;
    assertTrue(spend(200));
    nanos += 2;
    assertFalse(spend(2));
  }
}
