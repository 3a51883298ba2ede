package io.ghostchain.daemonkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
  @AfterEach
  void unset() {
    System.clearProperty(IdleMemory.PROPERTY);
  }

  /** The JVM's own code is among what is dropped, and it goes on. */
  @Test
  void droppedPagesAreNoLongerResidentAndComeBack() throws Exception {
    try (IdleMemory memory = IdleMemory.start()) {
      long before = residentFileKilobytes();
      memory.release(new Quiet(), 0);
      long after = residentFileKilobytes();
      assertTrue(after < before, before + " kB of files were resident, then " + after);
    }
  }

  @Test
  void anotherValueIsAnError() {
    System.setProperty(IdleMemory.PROPERTY, "yes");
    var said = assertThrows(IllegalArgumentException.class, IdleMemory::start);
    assertEquals("ghost.idle-memory is release, at-once or keep, got yes", said.getMessage());
  }

  private static long residentFileKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssFile:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
