package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The page of reason codes lists every code with its description. */
class ReasonCodesTest {
  private static final Path PAGE = Path.of("../docs/reason-codes.md");

  @Test
  void everyReasonIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    for (Reason reason : Reason.values()) {
      String row =
          String.format(
              "| %d | `%s` | %s | %s |",
              reason.code(), reason, reason.retryable() ? "yes" : "no", reason.description());
      assertTrue(page.contains(row), () -> "missing: " + row);
    }
  }

  @Test
  void everyReceiptStatusIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    for (ReceiptStatus status : ReceiptStatus.values()) {
      String row = String.format("| %d | `%s` | %s |", status.code(), status, status.description());
      assertTrue(page.contains(row), () -> "missing: " + row);
      assertEquals(status, ReceiptStatus.ofCode(status.code()));
    }
  }

  @Test
  void thePageHasNoOtherCodes() throws IOException {
    long rows =
        Files.readString(PAGE).lines().filter(line -> line.matches("\\| \\d+ \\|.*")).count();
    assertEquals(Reason.values().length + ReceiptStatus.values().length, rows);
  }

  @Test
  void codesAreUniqueAndAboveZero() {
    assertEquals(
        Reason.values().length,
        Arrays.stream(Reason.values())
            .mapToInt(Reason::code)
            .filter(c -> c > 0)
            .distinct()
            .count());
  }
}
