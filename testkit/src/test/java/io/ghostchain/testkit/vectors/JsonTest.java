package io.ghostchain.testkit.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final Json DOCUMENT =
      Json.parse("doc", "{\"a\":[1,{\"hex\":\"00fF\"}],\"yes\":true,\"none\":null}");

  @Test
  void valuesAreFoundByNameAndIndex() {
    assertEquals(1, DOCUMENT.get("a").get(0).integer());
    assertArrayEquals(new byte[] {0, -1}, DOCUMENT.get("a").get(1).hex("hex"));
    assertTrue(DOCUMENT.bool("yes"));
    assertFalse(DOCUMENT.has("none"));
    assertEquals(List.of("a", "yes", "none"), DOCUMENT.names());
  }

  @Test
  void aComplaintNamesThePath() {
    Json inner = DOCUMENT.get("a").get(1);
    var missing = assertThrows(NoSuchElementException.class, () -> inner.get("b"));
    assertEquals("doc.a[1] has no \"b\" but [hex]", missing.getMessage());
    var wrong = assertThrows(IllegalStateException.class, () -> inner.integer("hex"));
    assertEquals("doc.a[1].hex is not a whole number but a String", wrong.getMessage());
  }

  @Test
  void aBrokenDocumentIsRefused() {
    assertThrows(UncheckedIOException.class, () -> Json.parse("doc", "{\"a\":"));
    assertThrows(IllegalArgumentException.class, () -> Json.parse("doc", "{} {}"));
    assertThrows(IllegalArgumentException.class, () -> Json.parse("doc", ""));
  }
}
