package io.ghostchain.daemonkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.daemonkit.sdnotify.SdNotify;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Addresses and a service manager's variables: read as what they are, or refused. */
class EnvironmentFuzzTest {
  @FuzzTest
  void anyTextIsAnAddressOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // A name would be looked up: only literal addresses are for here.
    if (!text.matches("\\[.*|[0-9.]+:.*|[^:]*")) {
      return;
    }
    try {
      var address = HostPort.parse(text);
      assertEquals(address, HostPort.parse(HostPort.write(address)));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyWatchdogIntervalIsPositiveOrAbsent(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (var notify = SdNotify.from(Map.of("WATCHDOG_USEC", text))) {
      notify
          .watchdogInterval()
          .ifPresent(interval -> {
            assertFalse(interval.isNegative() || interval.isZero(), text);
          });
    }
  }
}
