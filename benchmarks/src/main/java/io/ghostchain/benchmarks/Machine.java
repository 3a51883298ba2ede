package io.ghostchain.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  static String describe() {
    return cpu() + ", " + cores() + " cores, " + memoryGib() + " GiB, JDK " + Runtime.version();
  }

  static String json() {
    return "{\"cpu\": "
        + Report.quote(cpu())
        + ", \"cores\": "
        + cores()
        + ", \"memory\": "
        + Report.quote(memoryGib() + " GiB")
        + ", \"jdk\": "
        + Report.quote(Runtime.version().toString())
        + "}";
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String cpu() {
    return field("/proc/cpuinfo", "model name", System.getProperty("os.arch", "unknown"));
  }

  private static long memoryGib() {
    String total = field("/proc/meminfo", "MemTotal", "0 kB").replaceAll("\\D", "");
    return Math.round(Long.parseLong(total) / 1048576.0);
  }

  private static String field(String file, String key, String otherwise) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException notLinux) {
      return otherwise;
    }
  }
}
