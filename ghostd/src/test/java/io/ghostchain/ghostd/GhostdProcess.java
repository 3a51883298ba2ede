package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.HostPort;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ghostd in a process of its own, as an operator runs it. */
final class GhostdProcess implements AutoCloseable {
  private static final Pattern FIELD = Pattern.compile("\"(address|nodeId)\":\"([^\"]*)\"");

  private final Process process;
  private final Path ready;
  private final Path log;

  GhostdProcess(Process process, Path ready, Path log) {
    this.process = process;
    this.ready = ready;
    this.log = log;
  }

  /** Starts a node; what it says goes to {@code log}. */
  static GhostdProcess start(Path home, Path ready, Path log) throws IOException {
    return start(List.of(), home, ready, log);
  }

  /**
   * Starts a node under strace(1): in each of its threads every fdatasync(2) after the first {@code
   * good} is answered EIO.
   */
  static GhostdProcess startWithFailingSyncs(int good, Path home, Path ready, Path log)
      throws IOException {
    return start(
        List.of(
            "strace",
            "-f",
            "-qqq",
            "--seccomp-bpf",
            "-o",
            "/dev/null",
            "-e",
            "trace=fdatasync",
            "-e",
            "inject=fdatasync:error=EIO:when=" + (good + 1) + "+"),
        home,
        ready,
        log);
  }

  private static GhostdProcess start(List<String> under, Path home, Path ready, Path log)
      throws IOException {
    Files.deleteIfExists(ready);
    ProcessBuilder builder =
        GhostdImage.get()
            .start(home, ready, "store.checkpoint-interval=200ms", "store.segment-size=1 MiB");
    builder.command().addAll(0, under);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new GhostdProcess(process, ready, log);
  }

  /** From now on no file of the process may pass a size, as if the disk were full. */
  void limitFiles(int bytes) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes)
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("prlimit answered " + exit);
    }
  }

  /** Waits until clients can connect, and connects. */
  GrpcH3Channel connect() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.exists(ready)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "ghostd ended with " + process.exitValue() + ":\n" + Files.readString(log));
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("ghostd is not ready:\n" + Files.readString(log));
      }
    }
    String address = "";
    String nodeId = "";
    Matcher matcher = FIELD.matcher(Files.readString(ready));
    while (matcher.find()) {
      if (matcher.group(1).equals("address")) {
        address = matcher.group(2);
      } else {
        nodeId = matcher.group(2);
      }
    }
    return GrpcH3Channel.builder(HostPort.parse(address))
        .trust(TrustPolicy.pinned(NodeId.parse(nodeId)))
        .build();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; answers the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("ghostd does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    // strace that is killed lets what it runs go on.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
