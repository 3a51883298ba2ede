package io.ghostchain.walletd.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.walletd.ManualClock;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.kdf.Argon2id;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalletsTest {
  private static final Argon2id CHEAP = new Argon2id(64, 1, 1);
  private static final SignatureScheme SCHEME = SignatureScheme.ML_DSA_44;

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();

  @SuppressWarnings("NullAway.Init")
  private Wallets wallets;

  @BeforeEach
  void readTheFolder() {
    wallets = read();
  }

  @Test
  void anUnlockedWalletLocksItselfWhenItsTimeIsOver() {
    create("alice");
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(5));
    OwnAccount account = wallets.account("alice", 0);
    assertEquals(account.entry().firstKey(), wallets.publicKey(account, 0));
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertTrue(wallets.view("alice").unlockedUntil().isPresent());
    clock.advance(Duration.ofMillis(1));
    assertEquals("WALLET_LOCKED", reason(() -> wallets.publicKey(account, 0)));
    assertFalse(wallets.view("alice").unlockedUntil().isPresent());
  }

  @Test
  void aWallClockThatIsSetBackGivesNoMoreTime() {
    create("alice");
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(5));
    clock.set(Duration.ofDays(-1));
    clock.advance(Duration.ofMinutes(5));
    assertEquals("WALLET_LOCKED", reason(() -> wallets.publicKey(wallets.account("alice", 0), 0)));
  }

  @Test
  void aMachineThatSleptHasUsedUpTheTime() {
    create("alice");
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(5));
    clock.set(Duration.ofHours(8));
    assertEquals("WALLET_LOCKED", reason(() -> wallets.publicKey(wallets.account("alice", 0), 0)));
  }

  @Test
  void lockingWaitsForASignatureAndHoldsUpNobodyElse() throws Exception {
    create("alice");
    create("bob");
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(5));
    OwnAccount account = wallets.account("alice", 0);
    CountDownLatch signing = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicReference<Object> signed = new AtomicReference<>();
    Thread signer =
        Thread.ofVirtual()
            .start(() ->
                signed.set(
                    wallets.withKey(
                        account,
                        0,
                        key -> {
                          signing.countDown();
                          uninterrupted(mayEnd);
                          return key.sign(new byte[] {1});
                        })));
    signing.await();
    Thread locker = Thread.ofVirtual().start(() -> wallets.lock("alice"));
    while (wallets.view("alice").unlockedUntil().isPresent()) {
      Thread.onSpinWait();
    }
    // The key is in use and the wallet counts as locked already; bob's is not held up.
    assertEquals("WALLET_LOCKED", reason(() -> wallets.publicKey(account, 0)));
    wallets.unlock("bob", passphrase(), Duration.ofMinutes(5));
    mayEnd.countDown();
    signer.join();
    locker.join();
    assertTrue(account.entry().firstKey().verify(new byte[] {1}, (byte[]) signed.get()));
  }

  @RepeatedTest(5)
  void whatAPassphraseOpenedIsNeverPutUnderANameThatMeansAnotherWalletNow() throws Exception {
    create("alice");
    Thread[] racers = {
      Thread.ofVirtual().unstarted(() -> attempt(() -> wallets.delete("alice", passphrase()))),
      Thread.ofVirtual().unstarted(() -> attempt(() -> create("alice"))),
      Thread.ofVirtual()
          .unstarted(() ->
              attempt(() ->
                  wallets.changePassphrase("alice", passphrase(), "something new".toCharArray()))),
      Thread.ofVirtual()
          .unstarted(
              () -> attempt(() -> wallets.unlock("alice", passphrase(), Duration.ofMinutes(1))))
    };
    for (Thread racer : racers) {
      racer.start();
    }
    for (Thread racer : racers) {
      racer.join();
    }
    // Whatever is there in the end belongs together, on the disk and in memory.
    for (Wallets.View view : wallets.list()) {
      OwnAccount account = wallets.account(view.name(), 0);
      if (view.unlockedUntil().isPresent()) {
        assertEquals(account.entry().firstKey(), wallets.publicKey(account, 0));
      }
      Wallets again = read();
      attempt(() -> again.unlock("alice", "something new".toCharArray(), Duration.ofMinutes(1)));
      attempt(() -> again.unlock("alice", passphrase(), Duration.ofMinutes(1)));
      assertEquals(account.entry().firstKey(), again.publicKey(again.account("alice", 0), 0));
    }
  }

  @Test
  void aCopyUnderAnotherNameIsNoWayAroundTheWait() {
    create("alice");
    byte[] copy = wallets.export("alice");
    for (int i = 0; i < GuessLimiter.FREE; i++) {
      String name = "copy" + i;
      assertEquals(
          "PASSPHRASE_WRONG",
          reason(() -> wallets.importFile(name, copy, "guessing".toCharArray())));
    }
    assertEquals("TOO_MANY_GUESSES", reason(() -> wallets.importFile("fresh", copy, passphrase())));
    assertEquals(
        "TOO_MANY_GUESSES",
        reason(() -> wallets.unlock("alice", passphrase(), Duration.ofMinutes(1))));
  }

  @Test
  void lockingWipesTheKeysThatWereLent() {
    create("alice");
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(5));
    AtomicReference<PrivateKey> lent = new AtomicReference<>();
    wallets.withKey(
        wallets.account("alice", 0),
        0,
        key -> {
          lent.set(key);
          return key.publicKey();
        });
    assertTrue(lent.get().isDestroyed());
    wallets.lock("alice");
    assertEquals("WALLET_LOCKED", reason(() -> wallets.publicKey(wallets.account("alice", 0), 0)));
  }

  @Test
  void aWalletIsThereAgainAfterARestartAndLocked() {
    String address = create("alice");
    wallets.unlock("alice", passphrase(), Duration.ofHours(1));
    wallets.close();
    Wallets again = read();
    assertEquals(address, again.account("alice", 0).id().toString());
    assertFalse(again.view("alice").unlockedUntil().isPresent());
  }

  @Test
  void theWordsBringTheAccountsBack() {
    AtomicReference<char[]> words = new AtomicReference<>();
    Wallets.View made =
        wallets.create("alice", passphrase(), 12, SCHEME, shown -> words.set(shown.clone()));
    wallets.restore("again", passphrase(), words.get(), new char[0], SCHEME, 3);
    assertEquals(made.file().accounts().getFirst().id(), wallets.account("again", 0).id());
    assertEquals(3, wallets.view("again").file().accounts().size());
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(1));
    assertEquals(
        wallets.account("again", 1).id(), wallets.addAccount("alice", "savings", SCHEME).id());
  }

  @Test
  void theShownWordsAreWipedAfterwards() {
    AtomicReference<char[]> kept = new AtomicReference<>();
    wallets.create("alice", passphrase(), 12, SCHEME, kept::set);
    assertArrayEquals(new char[kept.get().length], kept.get());
  }

  @Test
  void anExportedFileOpensElsewhere() {
    String address = create("alice");
    byte[] file = wallets.export("alice");
    wallets.importFile("bob", file, passphrase());
    assertEquals(address, wallets.account("bob", 0).id().toString());
    assertEquals(
        "PASSPHRASE_WRONG",
        reason(() -> wallets.importFile("carol", file, "not this one".toCharArray())));
    assertEquals(
        "BAD_WALLET_FILE", reason(() -> wallets.importFile("dave", new byte[9], passphrase())));
  }

  @Test
  void wrongPassphrasesAreSlowedDown() {
    create("alice");
    for (int i = 0; i < GuessLimiter.FREE; i++) {
      assertEquals(
          "PASSPHRASE_WRONG",
          reason(() -> wallets.unlock("alice", "guessing".toCharArray(), Duration.ofMinutes(1))));
    }
    assertEquals(
        "TOO_MANY_GUESSES",
        reason(() -> wallets.unlock("alice", passphrase(), Duration.ofMinutes(1))));
    clock.advance(Duration.ofSeconds(1));
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(1));
  }

  @Test
  void anotherPassphraseOpensTheWalletAfterAChange() {
    create("alice");
    wallets.changePassphrase("alice", passphrase(), "something new".toCharArray());
    assertEquals(
        "PASSPHRASE_WRONG",
        reason(() -> wallets.unlock("alice", passphrase(), Duration.ofMinutes(1))));
    wallets.unlock("alice", "something new".toCharArray(), Duration.ofMinutes(1));
    read().unlock("alice", "something new".toCharArray(), Duration.ofMinutes(1));
  }

  @Test
  void aDeletedWalletIsGone() {
    create("alice");
    wallets.unlock("alice", passphrase(), Duration.ofMinutes(1));
    wallets.delete("alice", passphrase());
    assertEquals("NO_SUCH_WALLET", reason(() -> wallets.view("alice")));
    assertTrue(read().list().isEmpty());
  }

  @Test
  void badRequestsAreToldApart() {
    create("alice");
    assertEquals("WALLET_EXISTS", reason(() -> create("alice")));
    assertEquals("BAD_WALLET_NAME", reason(() -> create("../alice")));
    assertEquals(
        "SHORT_PASSPHRASE",
        reason(() -> wallets.create("bob", "short".toCharArray(), 12, SCHEME, words -> {})));
    assertEquals(
        "BAD_WORD_COUNT",
        reason(() -> wallets.create("bob", passphrase(), 13, SCHEME, words -> {})));
    assertEquals(
        "BAD_MNEMONIC",
        reason(() ->
            wallets.restore(
                "bob", passphrase(), "no words".toCharArray(), new char[0], SCHEME, 1)));
    assertEquals(
        "BAD_DURATION", reason(() -> wallets.unlock("alice", passphrase(), Duration.ofDays(2))));
    assertEquals("NO_SUCH_ACCOUNT", reason(() -> wallets.account("alice", 9)));
    assertEquals("BAD_LABEL", reason(() -> wallets.label("alice", 0, "bell\u0007")));
  }

  @Test
  void aFileThatOthersMayReadIsRefusedByName() throws Exception {
    create("alice");
    Path file = folder.resolve("alice.wallet");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    WalletDirectoryException refused =
        assertThrows(
            WalletDirectoryException.class, () -> Wallets.read(folder, clock, clock::nanos, CHEAP));
    assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600"));
  }

  @Test
  void aDamagedFileIsRefusedByName() throws Exception {
    create("alice");
    Path file = folder.resolve("alice.wallet");
    Files.writeString(file, "{}");
    WalletDirectoryException refused =
        assertThrows(
            WalletDirectoryException.class, () -> Wallets.read(folder, clock, clock::nanos, CHEAP));
    assertTrue(String.valueOf(refused.getMessage()).contains("alice.wallet"));
  }

  private String create(String name) {
    return wallets
        .create(name, passphrase(), 12, SCHEME, words -> {})
        .file()
        .accounts()
        .getFirst()
        .id()
        .toString();
  }

  private Wallets read() {
    try {
      return Wallets.read(folder.resolve(""), clock, clock::nanos, CHEAP);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (Refusal refused) {
      // One of the racers came too late, which is what the race is about.
    }
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static char[] passphrase() {
    return "correct horse".toCharArray();
  }

  private static String reason(Runnable call) {
    return assertThrows(Refusal.class, call::run).reason();
  }
}
