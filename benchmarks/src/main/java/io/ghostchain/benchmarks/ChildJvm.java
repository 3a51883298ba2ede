package io.ghostchain.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM with this one's class path, so that a server and its load generator share no heap and
 * can be pinned to different cores. It says "READY text" when it may be used, and ends when its
 * standard input does.
 */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final String ready;

  private ChildJvm(Process process, BufferedReader output, String ready) {
    this.process = process;
    this.output = output;
    this.ready = ready;
  }

  /**
   * Starts {@code main} and waits for its READY line.
   *
   * @param prefix a command that runs a command, such as taskset; may be empty
   * @throws IOException if the child ended before it was ready
   */
  public static ChildJvm start(
      List<String> prefix, List<String> flags, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    // Ours and the peer's, whose Netty is shaded: neither pays for tracing buffers.
    command.add("-Dio.netty.leakDetection.level=disabled");
    command.add("-Dio.grpc.netty.shaded.io.netty.leakDetection.level=disabled");
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line; (line = output.readLine()) != null; ) {
      if (line.startsWith("READY")) {
        return new ChildJvm(process, output, line.substring("READY".length()).strip());
      }
      System.out.println(line);
    }
    throw new IOException(main.getSimpleName() + " ended before it was ready");
  }

  /** What the child said with READY. */
  public String ready() {
    return ready;
  }

  /** Puts a line into the child's standard input. */
  public void writeLine(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** The child's next line of output. */
  public String readLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the child process ended");
    }
    return line;
  }

  /** Resident memory in bytes. */
  public long residentBytes() throws IOException {
    return residentBytes(process.pid());
  }

  /** Resident memory of any process, in bytes. */
  public static long residentBytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("process " + pid + " has no resident memory: it ended");
  }

  /** Processor time in seconds, user and system. */
  public double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
