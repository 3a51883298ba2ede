package io.ghostchain.daemonkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  @Test
  void itIsTheUsersAndTheKernelsTicks() {
    assertEquals(
        2790,
        ProcessorTime.millis(
            "7 (a) b (c)) S 1 7 7 0 -1 4194560 9 8 7 6 234 45 3 2 20 0 27 0 12345 1 2 3\n"));
  }

  @Test
  void thisProcessHasSome() throws IOException {
    assertTrue(ProcessorTime.millis() > 0);
  }
}
