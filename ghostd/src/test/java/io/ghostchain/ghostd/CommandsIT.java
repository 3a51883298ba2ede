package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.protocol.DevnetFaucet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsIT {
  @TempDir Path folder;

  private Path home() {
    return folder.resolve("node");
  }

  @Test
  void initMakesANodeThatOnlyItsOwnerReadsAndNeverTwice() throws Exception {
    TestNode.init(home());
    for (String file : List.of("keys/node.seed", "keys/validator.seed")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve(file))));
    }
    Commands.Result again = run("init", "--devnet", "-o", "json");
    assertEquals(ExitCode.CANT_CREATE.number(), again.exit());
    assertEquals("already-initialised", again.field("code"));
    assertEquals(0, run("check-config").exit(), "the file that init wrote is valid");
  }

  @Test
  void theConfigurationIsShownWithItsOrigins() throws Exception {
    TestNode.init(home());
    Files.writeString(home().resolve("ghostd.toml"), "[log]\nlevel = 'warn'\n");
    Commands.Result shown = run("config", "show", "--origin", "--set", "net.listen=127.0.0.1:1");
    assertTrue(shown.out().contains("log.level = warn  # ghostd.toml:2:1"), shown.out());
    assertTrue(shown.out().contains("net.listen = 127.0.0.1:1  # flag"), shown.out());
    assertTrue(shown.out().contains("log.format = text  # default"), shown.out());
    Files.writeString(home().resolve("ghostd.toml"), "[net]\nprot = 1\n");
    Commands.Result wrong = run("check-config", "-o", "json");
    assertEquals(ExitCode.CONFIG.number(), wrong.exit());
    assertTrue(wrong.out().contains("ghostd.toml:2:1: net.prot: unknown key"), wrong.out());
  }

  @Test
  void withoutANodeTheCommandsSayWhatToDo() {
    Commands.Result start = run("start", "-o", "json");
    assertEquals(ExitCode.CONFIG.number(), start.exit(), start.err());
    assertEquals("not-initialised", start.field("code"));
    assertTrue(start.out().contains("ghostd init"), start.out());
    Commands.Result status = run("status", "-o", "json");
    assertEquals(ExitCode.UNAVAILABLE.number(), status.exit());
    assertEquals("node-stopped", status.field("code"));
  }

  @Test
  void aNodeOfOneChainDoesNotOpenTheDataOfAnother() throws Exception {
    TestNode.start(home()).close();
    Path other = folder.resolve("other");
    TestNode.start(other).close();
    delete(other.resolve("chain"));
    copy(home().resolve("chain"), other.resolve("chain"));
    assertEquals("data-other-chain", fault(other));
    delete(other.resolve("chain"));
    Files.createDirectories(other.resolve("chain"));
    Files.writeString(other.resolve("chain/notes.txt"), "mine");
    assertEquals("data-foreign", fault(other));
  }

  @Test
  void damagedDataIsRefusedWithFileAndOffset() throws Exception {
    payAndStop();
    Path segment = home().resolve("chain/chain/chain-000000000000.seg");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 3] ^= 1;
    Files.write(segment, bytes);
    DaemonException refusal = startFails(home());
    assertEquals(ExitCode.DATA, refusal.exitCode());
    assertEquals("data-corrupt", refusal.code());
    assertTrue(refusal.text().contains("chain-000000000000.seg: offset "), refusal.text());
  }

  @Test
  void badGenesisAndKeysAreNamed() throws Exception {
    TestNode.init(home());
    Path genesis = home().resolve("genesis.bin");
    byte[] whole = Files.readAllBytes(genesis);
    Files.write(genesis, new byte[] {1, 2, 3});
    assertEquals("genesis-invalid", fault(home()));
    Files.write(genesis, whole);
    Path key = home().resolve("keys/validator.seed");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals("key-file-open", fault(home()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(key, "not a seed\n");
    assertEquals("key-file-malformed", fault(home()));
    Files.writeString(key, "00".repeat(32) + "\n");
    assertEquals("validator-other", fault(home()));
  }

  @Test
  void aListenerThatOthersReachNeedsTrustedClients() throws Exception {
    TestNode.init(home());
    assertEquals("net-invalid", fault(home(), "net.listen=0.0.0.0:0"));
    try (TestNode open =
        TestNode.start(
            folder.resolve("open"),
            "net.listen=0.0.0.0:0",
            "net.trusted-clients=" + "ab".repeat(32))) {
      assertNotEquals(0, open.node.address().getPort());
    }
  }

  @Test
  void theFaucetsKeyIsRefusedUnlessTheGenesisSaysDevnet() throws Exception {
    Path toml = folder.resolve("genesis.toml");
    String text =
        """
        chain-id = 77
        network = "example"
        [[accounts]]
        address = "%s"
        fee = "100"
        [[validators]]
        key = "self"
        stake = "10"
        """
            .formatted(DevnetFaucet.account());
    Files.writeString(toml, text);
    assertEquals(0, run("init", "--genesis", toml.toString()).exit());
    DaemonException refusal = startFails(home());
    assertEquals(ExitCode.CONFIG, refusal.exitCode());
    assertTrue(refusal.text().contains("faucet"), refusal.text());
    Files.writeString(toml, "devnet = true\n" + text);
    Path devnet = folder.resolve("devnet");
    assertEquals(
        0,
        Commands.run("init", "--genesis", toml.toString(), "--data-dir", devnet.toString()).exit());
    TestNode.start(devnet).close();
    Files.writeString(toml, text.replace("stake = \"10\"", "stake = \"ten\""));
    Commands.Result wrong =
        Commands.run(
            "init",
            "--genesis",
            toml.toString(),
            "--data-dir",
            folder.resolve("wrong").toString(),
            "-o",
            "json");
    assertEquals(ExitCode.CONFIG.number(), wrong.exit());
    assertTrue(wrong.out().contains("genesis.toml:6:"), wrong.out());
  }

  @Test
  void aBackupOfARunningNodeIsRestoredAndSignsOnlyWhenToldTo() throws Exception {
    Path backup = folder.resolve("backup");
    ByteString paid;
    try (TestNode test = TestNode.start(home())) {
      Payments payments = new Payments(test.genesis());
      paid = test.stub().submit(payments.next(Payments.account(1), 7)).getTxId();
      test.await(paid);
      assertEquals(0, run("backup", backup.toString()).exit());
    }
    Path restored = folder.resolve("restored");
    Files.createDirectories(restored.resolve("keys"));
    copy(home().resolve("keys"), restored.resolve("keys"));
    Commands.Result result =
        Commands.run(
            "restore",
            "--from",
            backup.toString(),
            "--data-dir",
            restored.toString(),
            "-o",
            "json");
    assertEquals(0, result.exit(), result.out());
    DaemonException refusal = startFails(restored);
    assertTrue(refusal.text().contains("--resume-signing"), refusal.text());
    assertEquals(
        0, Commands.run("restore", "--resume-signing", "--data-dir", restored.toString()).exit());
    try (TestNode test = TestNode.start(restored)) {
      assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, test.await(paid).getStage());
    }
  }

  @Test
  void aDamagedChainFileIsNotImported() throws Exception {
    payAndStop();
    Path file = folder.resolve("chain.ghost");
    assertEquals(0, run("export", file.toString()).exit());
    byte[] whole = Files.readAllBytes(file);
    for (int at : new int[] {3, whole.length / 2, whole.length - 5}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Path bad = Files.write(folder.resolve("bad-" + at), damaged);
      Commands.Result result =
          Commands.run(
              "import",
              bad.toString(),
              "--data-dir",
              folder.resolve("import-" + at).toString(),
              "-o",
              "json");
      assertEquals(ExitCode.DATA.number(), result.exit(), result.out());
      assertEquals("data-corrupt", result.field("code"));
    }
    Commands.Result twice = run("import", file.toString(), "-o", "json");
    assertEquals("chain-present", twice.field("code"));
  }

  @Test
  void theDoctorFindsAnOpenKeyFile() throws Exception {
    TestNode.init(home());
    Commands.Result well = run("doctor", "--set", "net.listen=127.0.0.1:0");
    assertEquals(0, well.exit(), well.out());
    Files.setPosixFilePermissions(
        home().resolve("keys/node.seed"), PosixFilePermissions.fromString("rw-rw-rw-"));
    Commands.Result ill = run("doctor", "--set", "net.listen=127.0.0.1:0", "-o", "json");
    assertEquals(1, ill.exit());
    assertTrue(ill.out().contains("expected rw-------"), ill.out());
  }

  @Test
  void versionsAndProvidersAreTold() {
    assertTrue(Commands.run("version").out().startsWith("ghostd "));
    Commands.Result providers = Commands.run("providers", "-o", "json");
    assertEquals(0, providers.exit());
    assertTrue(providers.out().contains("\"consensus\""), providers.out());
  }

  @Test
  void aProcessTellsWhenItIsReadyAndEndsWithZeroWhenAsked() throws Exception {
    TestNode.init(home());
    Path ready = folder.resolve("ready");
    Path log = folder.resolve("log");
    try (var ghostd = GhostdProcess.start(home(), ready, log)) {
      ghostd.connect().shutdownNow();
      Set<String> fields = new HashSet<>();
      for (String field : Files.readString(ready).split("[{,]", -1)) {
        fields.add(field.replaceAll("\"([^\"]*)\".*\\s*", "$1"));
      }
      assertTrue(fields.containsAll(Set.of("address", "nodeId", "pid")), fields.toString());
      Commands.Result status = run("status", "-o", "json");
      assertEquals(0, status.exit(), status.out());
      assertEquals("devnet", status.field("network"));
      try (var second =
          GhostdProcess.start(home(), folder.resolve("ready2"), folder.resolve("log2"))) {
        assertEquals(ExitCode.TEMPORARY.number(), second.exitCode());
      }
      assertEquals(0, ghostd.stop());
    }
    assertTrue(Files.readString(log).contains("READY address=127.0.0.1:"), Files.readString(log));
  }

  private Commands.Result run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--data-dir";
    all[arguments.length + 1] = home().toString();
    return Commands.run(all);
  }

  private void payAndStop() throws Exception {
    try (TestNode test = TestNode.start(home())) {
      Payments payments = new Payments(test.genesis());
      ByteString id = test.stub().submit(payments.next(Payments.account(1), 7)).getTxId();
      test.await(id);
    }
  }

  private static DaemonException startFails(Path home, String... settings) throws Exception {
    try (TestNode _ = TestNode.start(home, settings)) {
      throw new AssertionError("it started");
    } catch (DaemonException refusal) {
      return refusal;
    }
  }

  private static String fault(Path home, String... settings) throws Exception {
    return startFails(home, settings).code();
  }

  private static void delete(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (!Files.isDirectory(file) || !Files.exists(target)) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
