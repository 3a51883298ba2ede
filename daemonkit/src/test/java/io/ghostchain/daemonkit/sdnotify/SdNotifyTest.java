package io.ghostchain.daemonkit.sdnotify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdNotifyTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String RECEIVER =
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1].replace('@', '\\0', 1))
      print('bound', flush=True)
      for i in range(3):
          print(s.recv(4096).decode().replace('\\n', '|'), flush=True)
      """;

  @Test
  void aForeignReceiverReadsEveryState(@TempDir Path folder) throws Exception {
    exchange(folder.resolve("notify").toString());
  }

  @Test
  void anAbstractSocketWorksToo() throws Exception {
    exchange("@ghost-sdnotify-test-" + ProcessHandle.current().pid());
  }

  @Test
  void withoutAManagerNothingHappens() {
    try (var notify = SdNotify.from(Map.of())) {
      notify.ready("up");
      assertEquals(Optional.empty(), notify.watchdogInterval());
    }
  }

  @Test
  void aPathThatDoesNotFitIsAsNone() {
    try (var notify = SdNotify.from(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200)))) {
      notify.alive();
      assertTrue(notify.watchdogInterval().isEmpty());
    }
  }

  @Test
  void theWatchdogIsForThisProcessAlone() {
    String pid = Long.toString(ProcessHandle.current().pid());
    try (var mine = SdNotify.from(Map.of("WATCHDOG_USEC", "2000000", "WATCHDOG_PID", pid));
        var other = SdNotify.from(Map.of("WATCHDOG_USEC", "2000000", "WATCHDOG_PID", "1"))) {
      assertEquals(Optional.of(Duration.ofSeconds(2)), mine.watchdogInterval());
      assertEquals(Optional.empty(), other.watchdogInterval());
    }
  }

  private static void exchange(String socket) throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "python3 is absent");
    Process receiver = new ProcessBuilder(PYTHON.toString(), "-c", RECEIVER, socket).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("bound", lines.readLine());
      try (var notify = SdNotify.from(Map.of("NOTIFY_SOCKET", socket))) {
        notify.ready("two\nlines");
        notify.alive();
        notify.stopping();
      }
      assertEquals(
          "READY=1|STATUS=two lines|MAINPID=" + ProcessHandle.current().pid(), lines.readLine());
      assertEquals("WATCHDOG=1", lines.readLine());
      assertEquals("STOPPING=1", lines.readLine());
    } finally {
      receiver.destroyForcibly();
    }
  }
}
