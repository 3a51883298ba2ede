package io.ghostchain.daemonkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoggingTest {
  @Test
  void textIsOneLineAnEventWithUtcTime() {
    String line = log(new LogConfig(LogConfig.Level.INFO, LogConfig.Format.TEXT));
    assertTrue(line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z INFO  a: height=7\\R"), line);
  }

  @Test
  void jsonIsOneObjectAnEvent() {
    String line = log(new LogConfig(LogConfig.Level.INFO, LogConfig.Format.JSON));
    assertTrue(line.startsWith("{\"timestamp\":"), line);
    assertTrue(line.contains("\"formattedMessage\":\"height=7\""), line);
    assertEquals(1, line.lines().count());
  }

  @Test
  void whatIsBelowTheLevelIsNotWritten() {
    assertEquals("", log(new LogConfig(LogConfig.Level.WARN, LogConfig.Format.TEXT)));
  }

  private static String log(LogConfig config) {
    PrintStream before = System.err;
    var bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      var context = new LoggerContext();
      context.setMDCAdapter(new LogbackMDCAdapter());
      Logging.configure(context, config);
      context.getLogger("some.a").info("height={}", 7);
      context.stop();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
