package io.ghostchain.ghostd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packaged ghostd with its jars laid out as in a distribution and an archive of its classes, in
 * target/it-image. A start from it takes less than half of what one from Maven's jars does: nothing
 * is inflated, verified by signature or unpacked. It is made again when a jar is newer.
 */
final class GhostdImage {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path ROOT = TARGET.resolve("it-image");

  private static final class Holder {
    private static final GhostdImage IMAGE = make();
  }

  private final String classPath;
  private final List<String> archive;

  private GhostdImage(String classPath, List<String> archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  static GhostdImage get() {
    return Holder.IMAGE;
  }

  /** What runs ghostd, with the flags that the launcher gives a node of the small profile. */
  ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            // The JDK's own archive knows no native access, which is an error line in every log.
            "-Xlog:cds*=off",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.jfr.enabled=false",
            "-Djava.library.path=" + ROOT.resolve("native")));
    command.addAll(archive);
    command.addAll(List.of("-cp", classPath, "io.ghostchain.ghostd.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("ROCKSDB_MUSL_LIBC", "false");
    builder.environment().put("SSL_CERT_FILE", "/dev/null");
    return builder;
  }

  private static GhostdImage make() {
    try {
      List<Path> jars = jars();
      Path lib = ROOT.resolve("lib");
      Path archive = ROOT.resolve("classes.jsa");
      String classPath =
          jars.stream()
              .map(jar -> lib.resolve(jar.getFileName()).toString())
              .collect(Collectors.joining(":"));
      if (!newerThanAll(archive, jars)) {
        copy(jars, lib);
        record(new GhostdImage(classPath, List.of("-XX:ArchiveClassesAtExit=" + archive)));
      }
      return new GhostdImage(classPath, List.of("-XX:SharedArchiveFile=" + archive));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path folder : List.of(TARGET, TARGET.resolve("lib"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
      }
    }
    if (jars.isEmpty() || !jars.getFirst().getFileName().toString().startsWith("ghostd-")) {
      throw new IOException("ghostd is not packaged in " + TARGET + ": run mvn verify");
    }
    return jars;
  }

  private static boolean newerThanAll(Path archive, List<Path> jars) throws IOException {
    if (!Files.exists(archive)) {
      return false;
    }
    for (Path jar : jars) {
      if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(archive)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static void copy(List<Path> jars, Path lib) throws IOException, InterruptedException {
    delete(ROOT);
    Files.createDirectories(lib);
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add(TARGET.resolve("../../packaging/ImageJars.java").normalize().toString());
    command.addAll(List.of(lib.toString(), ROOT.resolve("native").toString()));
    command.add(System.getProperty("java.home"));
    jars.forEach(jar -> command.add(jar.toString()));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("ImageJars answered " + exit);
    }
  }

  /** A node of a directory, on a free port and without HTTP; each setting is {@code KEY=VALUE}. */
  ProcessBuilder start(Path home, Path ready, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start",
                "--data-dir",
                home.toString(),
                "--listen",
                "127.0.0.1:0",
                "--ready-file",
                ready.toString(),
                "--set",
                "health.listen="));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return command(arguments.toArray(String[]::new));
  }

  /** Runs a node until it is ready; its JVM writes the archive as it ends. */
  private static void record(GhostdImage image) throws IOException, InterruptedException {
    Path home = ROOT.resolve("recorded");
    Path ready = ROOT.resolve("ready");
    TestNode.init(home);
    Path log = ROOT.resolve("log");
    Process process =
        image.start(home, ready).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var ghostd = new GhostdProcess(process, ready, log);
    try (ghostd) {
      ghostd.connect().shutdown().awaitTermination(1, TimeUnit.MINUTES);
      int exit = ghostd.stop();
      if (exit != 0) {
        throw new IOException("ghostd answered " + exit + ":\n" + Files.readString(log));
      }
    }
    delete(home);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
