package io.ghostchain.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A daemon of the distribution image that runs, and what its ready file says.
 *
 * @param readyMillis from the start of its process to its ready file
 * @param ready the file: a JSON object
 */
public record Daemon(Process process, double readyMillis, String ready) implements AutoCloseable {
  /**
   * Starts a daemon and waits until it is ready.
   *
   * @param readyFile where it says so; an old one is removed
   * @throws IOException if it ended before
   */
  public static Daemon start(Path readyFile, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Files.deleteIfExists(readyFile);
    List<String> whole = new ArrayList<>(command);
    whole.add("--ready-file");
    whole.add(readyFile.toString());
    Path log = readyFile.resolveSibling(readyFile.getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long started = System.nanoTime();
    Process process = builder.start();
    while (!Files.exists(readyFile) || Files.size(readyFile) == 0) {
      if (!process.isAlive()) {
        throw new IOException(command + " ended before it was ready: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    double millis = (System.nanoTime() - started) / 1e6;
    return new Daemon(process, millis, Files.readString(readyFile));
  }

  /**
   * Starts the image's ghostd as the one validator of a new devnet, on a free port of loopback.
   *
   * @param root of the checkout whose image it is
   * @param folder an empty one
   */
  public static Daemon devnetValidator(Path root, Path folder)
      throws IOException, InterruptedException {
    String ghostd = root.resolve("target/image/bin/ghostd").toString();
    String data = folder.resolve("ghostd").toString();
    var _ = execute(Map.of(), List.of(ghostd, "init", "--devnet", "--data-dir", data));
    return start(
        folder.resolve("ready"),
        Map.of("GHOST_PROFILE", "validator"),
        List.of(ghostd, "start", "--data-dir", data, "--listen", "127.0.0.1:0"));
  }

  /** Runs a command to its end. */
  public static double execute(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long started = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    int code = process.waitFor();
    double millis = (System.nanoTime() - started) / 1e6;
    if (code != 0) {
      throw new IOException(command + " ended with " + code + ": " + output);
    }
    return millis;
  }

  /** A string of the ready file. */
  public String field(String name) {
    return ready.replaceAll("(?s).*\"" + name + "\" *: *\"([^\"]*)\".*", "$1");
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    String text = field("address");
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Resident memory in megabytes. */
  public double residentMegabytes() throws IOException {
    return ChildJvm.residentBytes(process.pid()) / 1e6;
  }

  /** Processor time so far, in seconds. */
  public double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
