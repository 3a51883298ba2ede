package io.ghostchain.zwallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZwalletTest {
  private static final String TX = HexFormat.of().formatHex(FakeWalletd.TX.toByteArray());
  private static final String ONE = FakeWalletd.OTHER + "=1";

  @TempDir Path folder;
  private final Map<String, String> env = new HashMap<>();
  private FakeTerminal terminal = FakeTerminal.piped("");

  @SuppressWarnings("NullAway.Init")
  private FakeWalletd walletd;

  @BeforeEach
  void startWalletd() throws Exception {
    walletd = new FakeWalletd();
    env.put("HOME", folder.toString());
  }

  @AfterEach
  void stopWalletd() {
    walletd.close();
  }

  @Test
  void sendingWithYesPrintsTheTransactionAlone() {
    assertEquals(0, run("send", "--to", FakeWalletd.OTHER + "=1.5", "--yes", "--wait", "none"));
    assertEquals("sent " + TX + "\n", terminal.written());
    assertEquals("", terminal.told());
    assertEquals("alice", walletd.sent.getFirst().getFrom().getWallet());
    assertEquals(
        Amounts.parse("1.5", 18, "GCC"),
        Amounts.read(walletd.sent.getFirst().getRecipients(0).getAmount()));
  }

  @Test
  void severalRecipientsShareATransaction() {
    run("send", "--to", ONE, "--to", FakeWalletd.ADDRESS + "=2", "--yes");
    assertEquals(2, walletd.sent.getFirst().getRecipientsCount());
  }

  @Test
  void aPersonSeesAmountFeeAndRestBeforeSayingYes() {
    terminal = FakeTerminal.answering("y");
    assertEquals(0, run("send", "--to", FakeWalletd.OTHER + "=1.5"));
    for (String shown :
        List.of("from", FakeWalletd.OTHER, "0.001 GCC", "1.501 GCC", "10.999 GCC")) {
      assertTrue(terminal.told().contains(shown), shown + " in " + terminal.told());
    }
    assertEquals(1, walletd.sent.size());
  }

  @Test
  void aPersonWhoSaysNoSendsNothing() {
    terminal = FakeTerminal.answering("n");
    assertEquals(3, run("send", "--to", ONE));
    assertTrue(walletd.sent.isEmpty());
  }

  @Test
  void withoutATerminalAPromptNamesTheOptionThatAvoidsIt() {
    assertEquals(2, run("send", "--to", ONE));
    assertTrue(terminal.told().contains("--yes"), terminal.told());
    assertTrue(walletd.sent.isEmpty());
  }

  @Test
  void aDryRunSendsNothing() {
    assertEquals(0, run("send", "--to", FakeWalletd.OTHER + "=1.5", "--dry-run", "-o", "json"));
    assertTrue(terminal.written().contains("\"fee\":\"0.001\""), terminal.written());
    assertTrue(walletd.sent.isEmpty());
  }

  @Test
  void aLockedWalletIsUnlockedForTheCommandAndLockedAgain() throws Exception {
    walletd.locked = true;
    String secret = secret("correct horse\nnot this").toString();
    assertEquals(0, run("send", "--to", ONE, "--yes", "--passphrase-file", secret));
    assertEquals("correct horse", walletd.secrets.getFirst());
    assertEquals(1, walletd.locks);
    assertEquals(1, walletd.sent.size());
  }

  @Test
  void aLockedWalletWithoutAPassphraseIsExitFour() {
    walletd.locked = true;
    assertEquals(4, run("send", "--to", ONE, "--yes", "-o", "json"));
    assertTrue(terminal.written().contains("\"code\":\"WALLET_LOCKED\""), terminal.written());
    assertTrue(terminal.written().contains("\"hint\""), terminal.written());
  }

  @Test
  void anUnreachableWalletdIsExitFive() {
    walletd.failure = Status.UNAVAILABLE.withDescription("no connection").asRuntimeException();
    assertEquals(5, run("balance", "--output", "json"));
    assertTrue(terminal.written().startsWith("{\"error\""), terminal.written());
  }

  @Test
  void withoutAnEndpointFileWalletdIsUnreachableToo() {
    assertEquals(5, new Zwallet(terminal, env, Connector.overQuic()).run("balance"));
    assertTrue(terminal.told().contains("walletd start"), terminal.told());
  }

  @Test
  void aSendThatBrokeOffNamesTheKeyThatMakesRepeatingItSafe() {
    for (StatusRuntimeException broken :
        List.of(
            Status.UNAVAILABLE.withDescription("connection lost").asRuntimeException(),
            Status.DEADLINE_EXCEEDED.asRuntimeException(),
            FakeWalletd.refusal(Status.Code.INTERNAL, "INTERNAL", "a defect", Map.of()))) {
      terminal = FakeTerminal.piped("");
      walletd.afterTaking = broken;
      assertNotEquals(0, run("send", "--to", ONE, "--yes", "-o", "json"));
      String key = walletd.sent.getLast().getIdempotencyKey();
      String json = terminal.written();
      assertTrue(json.contains("\"idempotency_key\":\"" + key + "\""), json);
      assertTrue(json.contains("--idempotency-key " + key), json);
    }
    walletd.afterTaking =
        FakeWalletd.refusal(Status.Code.UNAVAILABLE, "NODE_UNREACHABLE", "no node", Map.of());
    terminal = FakeTerminal.piped("");
    assertEquals(5, run("send", "--to", ONE, "--yes", "-o", "json"));
    assertFalse(terminal.written().contains("idempotency"), terminal.written());
  }

  @Test
  void aSendThatBrokeOffStaysTheFailureThoughLockingFailsToo() throws Exception {
    walletd.locked = true;
    walletd.afterTaking = Status.UNAVAILABLE.withDescription("gone").asRuntimeException();
    walletd.lockFails = true;
    String secret = secret("correct horse").toString();
    assertEquals(5, run("send", "--to", ONE, "--yes", "--passphrase-file", secret, "-o", "json"));
    assertTrue(terminal.written().contains("idempotency_key"), terminal.written());
  }

  @Test
  void whenWaitingBreaksOffItSaysThatItWasSent() {
    walletd.whileWatching =
        FakeWalletd.refusal(Status.Code.UNAVAILABLE, "STOPPING", "walletd is stopping", Map.of());
    assertEquals(5, run("send", "--to", ONE, "--yes"));
    assertTrue(terminal.told().contains("the transaction was sent"), terminal.told());
    assertTrue(terminal.told().contains("zwallet tx watch"), terminal.told());
  }

  @Test
  void anAmountWithTooManyDecimalsIsToldHowManyThereAre() {
    assertEquals(2, run("send", "--to", FakeWalletd.OTHER + "=0.1234567890123456789", "--yes"));
    assertTrue(terminal.told().contains("18 decimals"), terminal.told());
    assertTrue(walletd.sent.isEmpty());
  }

  @Test
  void aTransactionThatIsValidForNoTimeIsNotSentForTheUsualTime() {
    assertEquals(2, run("send", "--to", ONE, "--yes", "--valid-for", "0s"));
    assertTrue(terminal.told().contains("--valid-for"), terminal.told());
    assertTrue(walletd.sent.isEmpty());
  }

  @Test
  void whatTheChainRefusesIsExitSixWithItsFigures() {
    walletd.failure =
        FakeWalletd.refusal(
            Status.Code.FAILED_PRECONDITION,
            "FEE_TOO_LOW",
            "too low",
            Map.of("refused_by", "chain", "have", "1 GCC", "need", "2 GCC"));
    assertEquals(6, run("send", "--to", ONE, "--yes", "-o", "json"));
    String json = terminal.written();
    assertTrue(json.contains("\"code\":\"FEE_TOO_LOW\""), json);
    assertTrue(json.contains("\"have\":\"1 GCC\"") && json.contains("\"need\":\"2 GCC\""), json);
    assertFalse(json.contains("refused_by"), json);
  }

  @Test
  void aTransactionThatFailsOrIsDroppedIsExitSix() {
    walletd.receiptStatus = 3;
    assertEquals(6, run("send", "--to", ONE, "--yes"));
    assertTrue(terminal.told().contains("failed with status 3"), terminal.told());
    walletd.receiptStatus = 0;
    walletd.stage = Stage.STAGE_DROPPED;
    assertEquals(6, run("send", "--to", ONE, "--yes"));
    assertTrue(terminal.told().contains("EXPIRED"), terminal.told());
  }

  @Test
  void waitingTooLongIsExitSevenAndNamesTheTransaction() {
    walletd.stage = Stage.STAGE_PENDING;
    assertEquals(7, run("send", "--to", ONE, "--yes", "--wait-timeout", "50ms"));
    assertTrue(terminal.told().contains(TX), terminal.told());
  }

  @Test
  void badCommandLinesAreExitTwoAndSayWhatToDo() {
    assertEquals(2, run("walet"));
    assertTrue(terminal.told().contains("try: zwallet wallet"), terminal.told());
    assertEquals(2, run("wallet"));
    assertTrue(terminal.told().contains("change-passphrase"), terminal.told());
    assertEquals(2, run("send", "--to", ONE, "--two", "x"));
    assertTrue(terminal.told().contains("has no option --two"), terminal.told());
    assertEquals(2, run("send", "--to", "nonsense", "--yes"));
    assertEquals(2, run("send", "--to", FakeWalletd.OTHER + "=1e3", "--yes"));
    assertEquals(2, run("send", "--to", FakeWalletd.OTHER + "=0", "--yes"));
    assertEquals(2, run("tx", "status", "zz"));
  }

  @Test
  void errorsOfTheCommandLineAreJsonTooWhenAskedFor() {
    assertEquals(2, run("walet", "--output=json"));
    assertTrue(terminal.written().startsWith("{\"error\":{\"code\":\"USAGE\""), terminal.written());
    assertEquals("", terminal.told());
  }

  @Test
  void balancesAreExactForProgramsAndReadableForPeople() {
    assertEquals(0, run("balance", "-o", "json"));
    String json = terminal.written();
    assertTrue(json.contains("\"amount\":\"12.5\""), json);
    assertTrue(json.contains("\"units\":\"12500000000000000000\""), json);
    assertTrue(json.contains("\"proven\":true") && json.contains("\"height\":42"), json);
    terminal = FakeTerminal.piped("");
    assertEquals(0, run("balance"));
    assertTrue(terminal.written().contains("12.5  GCC"), terminal.written());
  }

  @Test
  void aNewPassphraseIsTypedTwice() {
    terminal = FakeTerminal.answering("correct horse", "correct house");
    assertEquals(3, run("wallet", "create", "alice"));
    assertTrue(walletd.secrets.isEmpty());
    terminal = FakeTerminal.answering("correct horse", "correct horse");
    assertEquals(0, run("wallet", "create", "alice"));
    assertEquals("correct horse", walletd.secrets.getFirst());
    assertTrue(terminal.written().contains("one two three"), terminal.written());
    terminal = FakeTerminal.answering("correct horse", "correct horse");
    assertEquals(0, run("wallet", "create", "alice", "-o", "json"));
    assertTrue(terminal.written().contains("\"mnemonic\":\"one two three\""), terminal.written());
  }

  @Test
  void wordsMayGoToAFileOfTheOwnersAlone() throws Exception {
    Path words = folder.resolve("words");
    terminal = FakeTerminal.piped("correct horse\n");
    assertEquals(
        0,
        run("wallet", "create", "alice", "--passphrase-stdin", "--words-file", words.toString()));
    assertEquals("one two three", Files.readString(words));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(words)));
    assertFalse(terminal.written().contains("one two three"));
  }

  @Test
  void theAddressIsShownWithACodeOnATerminalAlone() {
    assertEquals(0, run("address", "show"));
    assertEquals(FakeWalletd.ADDRESS + "\n", terminal.written());
    terminal = FakeTerminal.answering();
    assertEquals(0, run("address", "show"));
    assertTrue(terminal.written().contains("█"), terminal.written());
    terminal = FakeTerminal.answering();
    assertEquals(0, run("address", "show", "--no-qr"));
    assertEquals(FakeWalletd.ADDRESS + "\n", terminal.written());
  }

  @Test
  void accountsAreFoundByTheirLabel() {
    assertEquals(0, run("send", "-a", "main", "--to", ONE, "--yes", "--wait", "none"));
    assertEquals(2, run("send", "-a", "none", "--to", ONE, "--yes"));
  }

  @Test
  void settingsComeFromOptionThenEnvironmentThenProfile() throws Exception {
    Path config = folder.resolve(".config/zwallet/config.toml");
    Files.createDirectories(config.getParent());
    Files.writeString(
        config,
        """
        profile = "work"
        [profiles.work]
        wallet = "savings"
        timeout = "3s"
        """);
    env.put("ZWALLET_TIMEOUT", "4s");
    assertEquals(0, run("config", "show", "--origin"));
    assertTrue(terminal.written().contains("profile work in"), terminal.written());
    assertTrue(terminal.written().contains("environment ZWALLET_TIMEOUT"), terminal.written());
    terminal = FakeTerminal.piped("");
    assertEquals(0, run("config", "show", "--origin", "--timeout", "5s"));
    assertTrue(terminal.written().contains("option --timeout"), terminal.written());
    assertEquals(2, run("config", "show", "--profile", "none"));
  }

  @Test
  void anUnknownSettingIsNamedWithItsPlace() throws Exception {
    Path config = folder.resolve("config.toml");
    Files.writeString(config, "[profiles.default]\nwalet = \"a\"\n");
    env.put("ZWALLET_CONFIG", config.toString());
    assertEquals(2, run("config", "show"));
    assertTrue(
        terminal
            .told()
            .contains("config.toml:2:1: profiles.default.walet: unknown key, did you mean wallet?"),
        terminal.told());
  }

  private int run(String... args) {
    return new Zwallet(terminal, env, walletd.connector()).run(args);
  }

  private Path secret(String content) throws Exception {
    Path file = Files.createTempFile(folder, "secret", "");
    return Files.writeString(file, content + "\n", StandardCharsets.UTF_8);
  }
}
