package io.ghostchain.walletd.keys;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletkit.AccountEntry;
import io.ghostchain.walletkit.WalletFile;
import io.ghostchain.walletkit.WalletFileException;
import io.ghostchain.walletkit.WalletSecret;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zcrypto.keystore.KeystoreException;
import io.ghostchain.zcrypto.mnemonic.MnemonicException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All wallets of this daemon, and which of them are unlocked.
 *
 * <p>Passphrases and words come as characters that the caller wipes. Safe for use by several
 * threads; opening a keystore, which costs memory and half a second, happens outside the lock and
 * one at a time.
 */
public final class Wallets implements AutoCloseable {
  /** Most wallets. */
  static final int WALLETS = 1000;

  /** Shortest passphrase, in characters. */
  static final int PASSPHRASE_CHARS = 6;

  /** Longest time that a wallet stays unlocked. */
  public static final Duration UNLOCK_MAX = Duration.ofHours(24);

  /** A wallet and whether it is unlocked. */
  public record View(String name, WalletFile file, Optional<Instant> unlockedUntil) {}

  private final WalletDirectory directory;
  private final InstantSource clock;
  private final Argon2id cost;
  private final GuessLimiter guesses;
  private final Semaphore derivations = new Semaphore(1);
  // Guarded by this, as open is.
  private final Map<String, WalletFile> files;
  private final Map<String, OpenWallet> open = new HashMap<>();

  private Wallets(
      WalletDirectory directory,
      Map<String, WalletFile> files,
      InstantSource clock,
      Argon2id cost) {
    this.directory = directory;
    this.files = new TreeMap<>(files);
    this.clock = clock;
    this.cost = cost;
    this.guesses = new GuessLimiter(clock);
  }

  /**
   * Reads the wallets of a folder, which is made if it is not there. All are locked.
   *
   * @param cost of a guess at a passphrase, for wallets made from now on
   * @throws WalletDirectoryException naming a file that is damaged or open to others
   */
  public static Wallets read(Path folder, InstantSource clock, Argon2id cost)
      throws IOException, WalletDirectoryException {
    WalletDirectory directory = new WalletDirectory(folder);
    return new Wallets(directory, directory.readAll(), clock, cost);
  }

  /**
   * A new wallet with one account; locked. {@code shown} gets its words, and must not keep them.
   */
  public View create(
      String name, char[] passphrase, int words, SignatureScheme scheme, Consumer<char[]> shown) {
    requireWordCount(words);
    try (WalletSecret secret = WalletSecret.generate(words)) {
      View made = add(name, secret, passphrase, scheme, 1);
      char[] sentence = secret.words();
      shown.accept(sentence);
      java.util.Arrays.fill(sentence, '\0');
      return made;
    }
  }

  /** A wallet of words that exist; locked. */
  public View restore(
      String name,
      char[] passphrase,
      char[] words,
      char[] wordsPassphrase,
      SignatureScheme scheme,
      int accounts) {
    if (accounts < 1 || accounts > WalletFile.ACCOUNTS) {
      throw Refusal.invalid(
          "BAD_ACCOUNT_COUNT",
          "expected 1 to " + WalletFile.ACCOUNTS + " accounts, got " + accounts);
    }
    try (WalletSecret secret = WalletSecret.ofWords(words, wordsPassphrase)) {
      return add(name, secret, passphrase, scheme, accounts);
    } catch (MnemonicException wrong) {
      throw Refusal.invalid("BAD_MNEMONIC", String.valueOf(wrong.getMessage()));
    }
  }

  /** Takes in the bytes of a wallet file; its passphrase shows that they are whole. */
  public View importFile(String name, byte[] bytes, char[] passphrase) {
    requireNew(name);
    WalletFile file;
    try {
      file = WalletFile.decode(bytes);
    } catch (WalletFileException wrong) {
      throw Refusal.invalid("BAD_WALLET_FILE", String.valueOf(wrong.getMessage()));
    }
    openFile(name, file, passphrase).close();
    return store(name, file);
  }

  /** The wallet file, its secret encrypted. */
  public byte[] export(String name) {
    return file(name).encode();
  }

  /** The words; {@code shown} must not keep them. */
  public <T> T reveal(String name, char[] passphrase, Function<char[], T> shown) {
    try (WalletSecret secret = openFile(name, file(name), passphrase)) {
      char[] words = secret.words();
      try {
        return shown.apply(words);
      } finally {
        java.util.Arrays.fill(words, '\0');
      }
    }
  }

  /** Every wallet, by name. */
  public synchronized List<View> list() {
    sweep();
    return files.entrySet().stream().map(entry -> view(entry.getKey(), entry.getValue())).toList();
  }

  /** One wallet. */
  public synchronized View view(String name) {
    sweep();
    return view(name, file(name));
  }

  /** Every account of every wallet. */
  public synchronized List<OwnAccount> accounts() {
    List<OwnAccount> all = new ArrayList<>();
    files.forEach(
        (name, file) -> file.accounts().forEach(entry -> all.add(new OwnAccount(name, entry))));
    return all;
  }

  /** The account of a wallet and an index. */
  public OwnAccount account(String wallet, int index) {
    return new OwnAccount(
        wallet,
        file(wallet)
            .account(index)
            .orElseThrow(() ->
                Refusal.missing(
                    "NO_SUCH_ACCOUNT", "wallet " + wallet + " has no account " + index)));
  }

  /** Whose account it is, if it is one of ours. */
  public Optional<OwnAccount> find(AccountId id) {
    return accounts().stream().filter(account -> account.id().equals(id)).findFirst();
  }

  /** Lets a wallet's keys be used until the time that is answered. */
  public Instant unlock(String name, char[] passphrase, Duration duration) {
    if (duration.isNegative() || duration.isZero() || duration.compareTo(UNLOCK_MAX) > 0) {
      throw Refusal.invalid(
          "BAD_DURATION", "a wallet is unlocked for at most 24 hours, got " + duration);
    }
    WalletSecret secret = openFile(name, file(name), passphrase);
    synchronized (this) {
      if (!files.containsKey(name)) {
        secret.close();
        throw missing(name);
      }
      Instant until = clock.instant().plus(duration);
      OpenWallet before = open.put(name, new OpenWallet(secret, until));
      if (before != null) {
        before.close();
      }
      return until;
    }
  }

  /** Wipes a wallet's keys. Locking a locked one is harmless. */
  public synchronized void lock(String name) {
    file(name);
    OpenWallet before = open.remove(name);
    if (before != null) {
      before.close();
    }
  }

  /** Wipes all keys. */
  public synchronized void lockAll() {
    open.values().forEach(OpenWallet::close);
    open.clear();
  }

  /** Wipes the keys whose time is over; called by the daemon's timer and before every use. */
  public synchronized void sweep() {
    Instant now = clock.instant();
    open.values()
        .removeIf(wallet -> {
          boolean over = !now.isBefore(wallet.until());
          if (over) {
            wallet.close();
          }
          return over;
        });
  }

  /** Encrypts a wallet under another passphrase. */
  public void changePassphrase(String name, char[] old, char[] fresh) {
    requirePassphrase(fresh);
    try (WalletSecret secret = openFile(name, file(name), old)) {
      WalletFile resealed = alone(() -> file(name).reseal(secret, fresh, cost));
      synchronized (this) {
        WalletFile now =
            new WalletFile(resealed.created(), resealed.keystore(), file(name).accounts());
        directory.replace(name, now);
        files.put(name, now);
      }
    }
  }

  /** Removes a wallet from the disk. */
  public void delete(String name, char[] passphrase) {
    openFile(name, file(name), passphrase).close();
    synchronized (this) {
      directory.delete(name);
      files.remove(name);
      OpenWallet before = open.remove(name);
      if (before != null) {
        before.close();
      }
    }
    guesses.forget(name);
  }

  /** Derives the next account of an unlocked wallet. */
  public synchronized OwnAccount addAccount(String name, String label, SignatureScheme scheme) {
    WalletFile file = file(name);
    int index = file.accounts().getLast().index() + 1;
    if (file.accounts().size() >= WalletFile.ACCOUNTS) {
      throw Refusal.exhausted(
          "TOO_MANY_ACCOUNTS", "a wallet has at most " + WalletFile.ACCOUNTS + " accounts");
    }
    AccountEntry entry = labelled(use(name, secret -> firstEntry(secret, scheme, index)), label);
    List<AccountEntry> accounts = new ArrayList<>(file.accounts());
    accounts.add(entry);
    save(name, file.withAccounts(accounts));
    return new OwnAccount(name, entry);
  }

  /** Calls an account something else. */
  public synchronized OwnAccount label(String name, int index, String label) {
    AccountEntry entry = labelled(account(name, index).entry(), label);
    save(name, file(name).with(entry));
    return new OwnAccount(name, entry);
  }

  /** Notes which key the account has on the chain. */
  public synchronized void setRotation(OwnAccount account, int rotation) {
    WalletFile file = file(account.wallet());
    file.account(account.entry().index())
        .filter(entry -> entry.rotation() != rotation)
        .ifPresent(entry -> save(account.wallet(), file.with(entry.withRotation(rotation))));
  }

  /** Runs {@code work} with an account's key of a rotation, which is wiped afterwards. */
  public <T> T withKey(OwnAccount account, int rotation, Function<PrivateKey, T> work) {
    AccountEntry entry = account.entry();
    return use(
        account.wallet(),
        secret -> {
          try (PrivateKey key = secret.key(entry.scheme(), entry.index(), rotation)) {
            return work.apply(key);
          }
        });
  }

  /** The public key of an account's rotation; the wallet must be unlocked. */
  public PublicKey publicKey(OwnAccount account, int rotation) {
    return withKey(account, rotation, PrivateKey::publicKey);
  }

  /** Wipes all keys. */
  @Override
  public void close() {
    lockAll();
  }

  static Refusal locked(String name) {
    return Refusal.state("WALLET_LOCKED", "the wallet " + name + " is locked");
  }

  private <T> T use(String name, Function<WalletSecret, T> work) {
    OpenWallet wallet;
    synchronized (this) {
      sweep();
      file(name);
      wallet = open.get(name);
    }
    if (wallet == null) {
      throw locked(name);
    }
    return wallet.use(name, work);
  }

  private View add(
      String name, WalletSecret secret, char[] passphrase, SignatureScheme scheme, int accounts) {
    requireNew(name);
    requirePassphrase(passphrase);
    List<AccountEntry> entries = new ArrayList<>();
    for (int index = 0; index < accounts; index++) {
      entries.add(firstEntry(secret, scheme, index));
    }
    return store(
        name, alone(() -> WalletFile.seal(clock.millis(), secret, entries, passphrase, cost)));
  }

  private synchronized View store(String name, WalletFile file) {
    if (files.size() >= WALLETS) {
      throw Refusal.exhausted("TOO_MANY_WALLETS", "walletd keeps at most " + WALLETS + " wallets");
    }
    directory.create(name, file);
    files.put(name, file);
    return view(name, file);
  }

  private void save(String name, WalletFile file) {
    directory.replace(name, file);
    files.put(name, file);
  }

  private WalletSecret openFile(String name, WalletFile file, char[] passphrase) {
    return alone(() -> {
      guesses.permit(name);
      try {
        WalletSecret secret = file.open(passphrase);
        guesses.forget(name);
        return secret;
      } catch (KeystoreException e) {
        if (e.fault() == KeystoreException.Fault.NOT_AUTHENTIC) {
          guesses.wrong(name);
          throw OpenWallet.wrongPassphrase(name);
        }
        throw Refusal.state("BAD_WALLET_FILE", "the wallet " + name + ": " + e.getMessage());
      } catch (WalletFileException e) {
        throw Refusal.state("BAD_WALLET_FILE", "the wallet " + name + ": " + e.getMessage());
      }
    });
  }

  /** One at a time: each takes the memory that its keystore asks for. */
  private <T> T alone(Supplier<T> derivation) {
    derivations.acquireUninterruptibly();
    try {
      return derivation.get();
    } finally {
      derivations.release();
      // The 64 MiB that the keystore asked for are garbage now, and no later work of an idle daemon
      // would collect them: it would stay that large until it ends.
      Runtime.getRuntime().gc();
    }
  }

  private static AccountEntry firstEntry(WalletSecret secret, SignatureScheme scheme, int index) {
    try (PrivateKey key = secret.key(scheme, index, 0)) {
      return new AccountEntry(index, "", key.publicKey(), 0);
    }
  }

  private static AccountEntry labelled(AccountEntry entry, String label) {
    try {
      return entry.withLabel(label);
    } catch (IllegalArgumentException wrong) {
      throw Refusal.invalid("BAD_LABEL", String.valueOf(wrong.getMessage()));
    }
  }

  private View view(String name, WalletFile file) {
    return new View(name, file, Optional.ofNullable(open.get(name)).map(OpenWallet::until));
  }

  private synchronized WalletFile file(String name) {
    WalletFile file = files.get(name);
    if (file == null) {
      throw missing(name);
    }
    return file;
  }

  private synchronized void requireNew(String name) {
    WalletDirectory.requireName(name);
    if (files.containsKey(name)) {
      throw Refusal.exists("WALLET_EXISTS", "there is a wallet " + name + " already");
    }
  }

  private static Refusal missing(String name) {
    return Refusal.missing("NO_SUCH_WALLET", "there is no wallet " + name);
  }

  private static void requirePassphrase(char[] passphrase) {
    if (passphrase.length < PASSPHRASE_CHARS) {
      throw Refusal.invalid(
          "SHORT_PASSPHRASE",
          "a passphrase has at least "
              + PASSPHRASE_CHARS
              + " characters, got "
              + passphrase.length);
    }
  }

  private static void requireWordCount(int words) {
    if (words < 12 || words > 24 || words % 3 != 0) {
      throw Refusal.invalid("BAD_WORD_COUNT", "expected 12, 15, 18, 21 or 24 words, got " + words);
    }
  }
}
