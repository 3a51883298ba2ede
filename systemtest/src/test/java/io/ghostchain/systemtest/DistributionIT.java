package io.ghostchain.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the archive that operators get, unpacks it elsewhere and runs what is in it. */
class DistributionIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir static Path folder;
  private static Path home = Path.of("");

  @BeforeAll
  static void unpack() throws IOException {
    String said = run(Map.of(), "./ghost", "dist").requireSuccess().output().strip();
    Path archive = Shell.ROOT.resolve(said.substring(said.lastIndexOf("dist/")));
    run(Map.of(), "tar", "-C", folder.toString(), "-xzf", archive.toString()).requireSuccess();
    try (Stream<Path> unpacked = Files.list(folder)) {
      home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  @Test
  void everyProgramRunsWithItsOwnJavaAndNothingElse() {
    for (String program : List.of("ghostd", "walletd", "zwallet")) {
      Shell.Outcome outcome = inEmptyEnvironment(program, "--version").requireSuccess();
      assertTrue(outcome.output().contains("0.1.0"), outcome.output());
      assertFalse(outcome.output().contains("WARNING"), outcome.output());
    }
  }

  @Test
  void aProgramFindsItsImageHoweverItIsCalled() throws IOException {
    Path bin = home.resolve("bin");
    Path link = Files.createSymbolicLink(folder.resolve("linked"), bin.resolve("zwallet"));
    for (String call :
        List.of(
            link.toString(),
            "cd " + bin + " && ./zwallet",
            "cd " + bin + " && sh zwallet",
            "cd " + home + " && bin/zwallet",
            "PATH=" + bin + ":$PATH && zwallet")) {
      run(Map.of(), "sh", "-c", call + " --version").requireSuccess();
    }
  }

  @Test
  void ghostdMakesItsDirectoryAndChecksItsConfiguration() {
    String data = folder.resolve("data").toString();
    inEmptyEnvironment("ghostd", "init", "--devnet", "--data-dir", data).requireSuccess();
    inEmptyEnvironment("ghostd", "check-config", "--data-dir", data).requireSuccess();
  }

  @Test
  void theUnitsAreHardened() throws IOException {
    for (String program : List.of("ghostd", "walletd")) {
      String unit = Files.readString(home.resolve("systemd/" + program + ".service"));
      for (String setting : List.of("Type=notify", "DynamicUser=yes", "ProtectSystem=strict")) {
        assertTrue(unit.contains(setting), program + " lacks " + setting);
      }
    }
  }

  @Test
  void thereAreManPagesAndCompletions() {
    assertTrue(Files.isRegularFile(home.resolve("share/man/man1/zwallet.1")));
    assertTrue(Files.isDirectory(home.resolve("share/completion")));
  }

  /**
   * The JVM keeps no class of a signed jar, of Java 5, or that the training did not meet; such a
   * class is parsed and verified at each start. What remains are the JDK's and Netty's flight
   * recorder events and Netty's contexts for an OpenSSL that is not here.
   */
  @Test
  void nearlyAllClassesComeFromTheAotCaches() throws IOException {
    Path work = Files.createDirectory(folder.resolve("classes"));
    String script =
        """
        set -e
        source packaging/devnet.sh
        trap 'devnet_stop "$0"' EXIT
        export GHOST_JAVA_OPTS="-Xlog:class+load:file=$0/%p.log"
        devnet_start "$0"
        unset GHOST_JAVA_OPTS
        (umask 077; echo "a passphrase of the test" >"$0/passphrase")
        zwallet wallet create w --passphrase-file "$0/passphrase"
        GHOST_JAVA_OPTS="-Xlog:class+load:file=$0/balance.classes" zwallet balance --wallet w
        GHOST_JAVA_OPTS="-Xlog:class+load:file=$0/help.classes" zwallet --help
        # Not what they load to stop: 200 classes more in ghostd if it has not yet heard that walletd is gone.
        for program in ghostd walletd; do cp "$0/$(cat "$0/$program.pid").log" "$0/$program.classes"; done
        """;
    run(
            Map.of("PATH", home.resolve("bin") + ":" + System.getenv("PATH")),
            "bash",
            "-c",
            script,
            work.toString())
        .requireSuccess();
    requireFewLoadedFromJars(work.resolve("help.classes"), 20);
    for (String program : List.of("ghostd", "walletd", "balance")) {
      requireFewLoadedFromJars(work.resolve(program + ".classes"), 45);
    }
  }

  private static void requireFewLoadedFromJars(Path log, int most) throws IOException {
    List<String> classes = Files.readAllLines(log);
    assertTrue(
        classes.stream().filter(line -> line.endsWith("source: shared objects file")).count()
            > 1000,
        log + ": there was no cache");
    List<String> loaded =
        classes.stream()
            .filter(line -> line.contains(" source: file:") || line.contains(" source: jrt:"))
            .toList();
    assertTrue(loaded.size() <= most, log + ":\n" + String.join("\n", loaded));
  }

  @Test
  void nothingIsUnpackedAtAStart() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Map<String, String> environment =
        Map.of("GHOST_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary.resolve("absent"));
    String data = folder.resolve("unpacking").toString();
    String program = home.resolve("bin/ghostd").toString();
    run(environment, program, "init", "--devnet", "--data-dir", data).requireSuccess();
    run(environment, program, "doctor", "--data-dir", data).requireSuccess();
    run(
            environment,
            "bash",
            "-c",
            "source packaging/devnet.sh; PATH=$0:$PATH; devnet_start \"$1\"; devnet_stop \"$1\"",
            home.resolve("bin").toString(),
            temporary.resolve("devnet").toString())
        .requireSuccess();
  }

  @Test
  void theBillOfMaterialsNamesWhatIsInside() throws IOException {
    String bill = Files.readString(home.resolve("bom.json"));
    assertTrue(bill.contains("\"CycloneDX\""));
    for (String name :
        List.of(
            "pkg:maven/io.netty/netty-codec-native-quic@",
            "pkg:maven/org.bouncycastle/bcprov-jdk18on@",
            "pkg:maven/org.rocksdb/rocksdbjni@",
            "pkg:maven/info.picocli/picocli@")) {
      assertTrue(bill.contains(name), name);
    }
  }

  @Test
  void aCommandThatDoesNotExistIsAUsageError() {
    assertEquals(2, inEmptyEnvironment("zwallet", "no-such-command").code());
  }

  private static Shell.Outcome inEmptyEnvironment(String program, String... arguments) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                "HOME=" + folder,
                home.resolve("bin/" + program).toString()));
    command.addAll(List.of(arguments));
    return Shell.run(LIMIT, Map.of(), command);
  }

  private static Shell.Outcome run(Map<String, String> environment, String... command) {
    return Shell.run(LIMIT, environment, List.of(command));
  }
}
