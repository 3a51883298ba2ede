package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.ChangePassphraseRequest;
import io.ghostchain.api.wallet.v1.CreateWalletRequest;
import io.ghostchain.api.wallet.v1.CreateWalletResponse;
import io.ghostchain.api.wallet.v1.DeleteWalletRequest;
import io.ghostchain.api.wallet.v1.ExportWalletRequest;
import io.ghostchain.api.wallet.v1.ImportWalletRequest;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.LockRequest;
import io.ghostchain.api.wallet.v1.RestoreWalletRequest;
import io.ghostchain.api.wallet.v1.RevealMnemonicRequest;
import io.ghostchain.api.wallet.v1.UnlockRequest;
import io.ghostchain.api.wallet.v1.UnlockResponse;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.walletkit.WalletSecret;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Durations;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.PrivateFiles;
import io.ghostchain.zwallet.Secrets;
import io.ghostchain.zwallet.output.OutputFormat;
import io.ghostchain.zwallet.output.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zwallet wallet ...}. */
final class WalletCommands {
  /** Largest wallet file that is read, in bytes; walletd's own limit. */
  private static final int WALLET_FILE_MAX = 1 << 20;

  private WalletCommands() {}

  @Command(
      name = "create",
      description = "Makes a wallet and shows its words, once.",
      usageHelpAutoWidth = true)
  static final class Create implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name: a-z, 0-9, - and _.")
    private String name = "";

    @Option(
        names = "--words",
        paramLabel = "N",
        defaultValue = "24",
        description = "12, 15, 18, 21 or 24 words (default: ${DEFAULT-VALUE}).")
    private int words;

    @Option(
        names = "--scheme",
        paramLabel = "NAME",
        defaultValue = "ML-DSA-65",
        description = "Signatures of its first account (default: ${DEFAULT-VALUE}).")
    private String scheme = "";

    @Option(
        names = "--words-file",
        paramLabel = "FILE",
        description = "Writes the words to a new file (mode 0600) instead of showing them.")
    private @Nullable Path wordsFile;

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Create(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      CreateWalletResponse made =
          PassphraseOption.with(
              passphrase.readNew(cli, name),
              secret ->
                  cli.call(stub ->
                      stub.createWallet(
                          CreateWalletRequest.newBuilder()
                              .setName(name)
                              .setPassphrase(secret)
                              .setWords(words)
                              .setScheme(scheme)
                              .build())));
      byte[] mnemonic = made.getMnemonic().toByteArray();
      if (wordsFile != null) {
        PrivateFiles.create(wordsFile, mnemonic);
      }
      cli.output()
          .result(
              json -> {
                json.writeFieldName("wallet");
                writeWallet(json, made.getWallet());
                if (wordsFile == null) {
                  writeSecret(json, "mnemonic", mnemonic);
                }
              },
              out -> {
                Account first = made.getWallet().getAccounts(0);
                Table.pairs(
                    out,
                    "wallet",
                    name,
                    "address",
                    first.getAddress(),
                    "scheme",
                    first.getScheme());
                if (wordsFile == null) {
                  out.println();
                  out.println(
                      "These words are the wallet. Write them down; they are not shown again:");
                  out.println();
                  printWords(out, mnemonic);
                }
              });
      Arrays.fill(mnemonic, (byte) 0);
      return 0;
    }
  }

  @Command(
      name = "restore",
      description = "Makes a wallet again from its words.",
      usageHelpAutoWidth = true)
  static final class Restore implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name here.")
    private String name = "";

    @Option(
        names = "--mnemonic-file",
        paramLabel = "FILE",
        description = "Takes the words from the file's first line.")
    private @Nullable Path mnemonicFile;

    @Option(
        names = "--mnemonic-stdin",
        description = "Takes the words from standard input, on the line after the passphrase.")
    private boolean mnemonicStdin;

    @Option(
        names = "--mnemonic-passphrase-file",
        paramLabel = "FILE",
        description = "Takes the BIP-39 passphrase, if there is one, from the file's first line.")
    private @Nullable Path mnemonicPassphraseFile;

    @Option(
        names = "--scheme",
        paramLabel = "NAME",
        defaultValue = "ML-DSA-65",
        description = "Signatures of its accounts (default: ${DEFAULT-VALUE}).")
    private String scheme = "";

    @Option(
        names = "--accounts",
        paramLabel = "N",
        defaultValue = "1",
        description = "Accounts to derive (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Restore(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      byte[] secret = passphrase.readNew(cli, name);
      byte[] extra =
          mnemonicPassphraseFile == null ? new byte[0] : Secrets.fromFile(mnemonicPassphraseFile);
      Wallet wallet =
          PassphraseOption.with(
              secret,
              protection ->
                  PassphraseOption.with(
                      mnemonic(),
                      words ->
                          PassphraseOption.with(extra, more -> restore(protection, words, more))));
      printWallet(cli, wallet);
      return 0;
    }

    private Wallet restore(ByteString protection, ByteString words, ByteString more) {
      return cli.call(stub ->
          stub.restoreWallet(
              RestoreWalletRequest.newBuilder()
                  .setName(name)
                  .setPassphrase(protection)
                  .setMnemonic(words)
                  .setMnemonicPassphrase(more)
                  .setScheme(scheme)
                  .setAccounts(accounts)
                  .build()));
    }

    private byte[] mnemonic() {
      if (mnemonicFile != null) {
        return Secrets.fromFile(mnemonicFile);
      }
      if (mnemonicStdin) {
        return Secrets.fromStdin(cli.terminal());
      }
      if (!cli.terminal().interactive()) {
        throw Failure.usage("this needs the words, and there is no terminal to ask")
            .hint("add --mnemonic-file FILE or --mnemonic-stdin");
      }
      return Secrets.fromPrompt(cli.terminal(), "Words: ");
    }
  }

  @Command(
      name = "import",
      description = "Takes in a wallet file that was exported.",
      usageHelpAutoWidth = true)
  static final class Import implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name here.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The wallet file.")
    private Path file = Path.of("");

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Import(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      byte[] content = Secrets.wholeFile(file, WALLET_FILE_MAX);
      Wallet wallet =
          PassphraseOption.with(
              passphrase.read(cli, file.toString()),
              secret ->
                  cli.call(stub ->
                      stub.importWallet(
                          ImportWalletRequest.newBuilder()
                              .setName(name)
                              .setFile(ByteString.copyFrom(content))
                              .setPassphrase(secret)
                              .build())));
      printWallet(cli, wallet);
      return 0;
    }
  }

  @Command(
      name = "export",
      description = "Writes the encrypted wallet file, to be kept elsewhere.",
      usageHelpAutoWidth = true)
  static final class Export implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "The wallet.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "A file that does not exist yet.")
    private Path file = Path.of("");

    Export(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      byte[] content =
          cli.call(
                  stub -> stub.exportWallet(ExportWalletRequest.newBuilder().setName(name).build()))
              .getFile()
              .toByteArray();
      PrivateFiles.create(file, content);
      cli.output()
          .result(
              json -> {
                json.writeStringField("wallet", name);
                json.writeStringField("file", file.toString());
                json.writeNumberField("bytes", content.length);
              },
              out -> out.println("wrote " + file + " (" + content.length + " bytes, encrypted)"));
      return 0;
    }
  }

  @Command(name = "list", description = "Lists the wallets.", usageHelpAutoWidth = true)
  static final class ListAll implements Callable<Integer> {
    private final Cli cli;

    ListAll(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      List<Wallet> wallets =
          cli.call(stub -> stub.listWallets(ListWalletsRequest.getDefaultInstance()))
              .getWalletsList();
      cli.output()
          .result(
              json -> {
                json.writeArrayFieldStart("wallets");
                for (Wallet wallet : wallets) {
                  writeWallet(json, wallet);
                }
                json.writeEndArray();
              },
              out -> {
                Table table = Table.of("WALLET", "STATE", ">ACCOUNTS", "FIRST ADDRESS");
                for (Wallet wallet : wallets) {
                  table.row(
                      wallet.getName(),
                      state(wallet),
                      Integer.toString(wallet.getAccountsCount()),
                      wallet.getAccountsCount() == 0 ? "" : wallet.getAccounts(0).getAddress());
                }
                table.print(out);
              });
      if (wallets.isEmpty() && cli.output().format() == OutputFormat.TEXT) {
        cli.output().note("no wallets yet; zwallet wallet create NAME makes one");
      }
      return 0;
    }
  }

  @Command(
      name = "unlock",
      description = "Lets walletd sign for a wallet for a while.",
      usageHelpAutoWidth = true)
  static final class Unlock implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The wallet.")
    private @Nullable String name;

    @Option(
        names = "--for",
        paramLabel = "TIME",
        defaultValue = "5m",
        description = "Until it locks itself, at most 24h (default: ${DEFAULT-VALUE}).")
    private String duration = "";

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Unlock(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      String wallet = nameOrDefault(cli, name);
      long millis = Durations.parse(duration).toMillis();
      UnlockResponse unlocked =
          PassphraseOption.with(
              passphrase.read(cli, wallet),
              secret ->
                  cli.call(stub ->
                      stub.unlock(
                          UnlockRequest.newBuilder()
                              .setName(wallet)
                              .setPassphrase(secret)
                              .setForMillis(millis)
                              .build())));
      String until = Instant.ofEpochMilli(unlocked.getUnlockedUntil()).toString();
      cli.output()
          .result(
              json -> {
                json.writeStringField("wallet", wallet);
                json.writeStringField("unlocked_until", until);
              },
              out -> out.println(wallet + " is unlocked until " + until));
      return 0;
    }
  }

  @Command(
      name = "lock",
      description = "Wipes a wallet's keys from walletd's memory.",
      usageHelpAutoWidth = true)
  static final class Lock implements Callable<Integer> {
    private final Cli cli;

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "NAME",
        description = "The wallet; all if absent.")
    private @Nullable String name;

    Lock(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      String wallet = name == null ? "" : name;
      cli.call(stub -> stub.lock(LockRequest.newBuilder().setName(wallet).build()));
      cli.output()
          .result(
              json -> json.writeStringField("locked", name == null ? "all" : wallet),
              out -> out.println((name == null ? "all wallets are" : wallet + " is") + " locked"));
      return 0;
    }
  }

  @Command(
      name = "delete",
      description = "Deletes a wallet from this machine; its words bring it back.",
      usageHelpAutoWidth = true)
  static final class Delete implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "The wallet.")
    private String name = "";

    @Option(
        names = {"-y", "--yes"},
        description = "Does not ask.")
    private boolean yes;

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Delete(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      if (!yes) {
        cli.confirm(
            "Delete wallet " + name + "? Without its words or an exported file it is gone.");
      }
      PassphraseOption.with(
          passphrase.read(cli, name),
          secret ->
              cli.call(stub ->
                  stub.deleteWallet(
                      DeleteWalletRequest.newBuilder()
                          .setName(name)
                          .setPassphrase(secret)
                          .build())));
      cli.output()
          .result(
              json -> json.writeStringField("deleted", name),
              out -> out.println(name + " is deleted"));
      return 0;
    }
  }

  @Command(
      name = "change-passphrase",
      description = "Encrypts a wallet under another passphrase.",
      usageHelpAutoWidth = true)
  static final class ChangePassphrase implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "The wallet.")
    private String name = "";

    @Option(
        names = "--new-passphrase-file",
        paramLabel = "FILE",
        description = "Takes the new passphrase from the file's first line.")
    private @Nullable Path newFile;

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    ChangePassphrase(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      PassphraseOption.with(
          passphrase.read(cli, name),
          old -> PassphraseOption.with(newPassphrase(), fresh -> change(old, fresh)));
      cli.output()
          .result(
              json -> json.writeStringField("wallet", name),
              out -> out.println(name + " has a new passphrase"));
      return 0;
    }

    private ByteString change(ByteString old, ByteString fresh) {
      cli.call(stub ->
          stub.changePassphrase(
              ChangePassphraseRequest.newBuilder()
                  .setName(name)
                  .setOldPassphrase(old)
                  .setNewPassphrase(fresh)
                  .build()));
      return fresh;
    }

    private byte[] newPassphrase() {
      if (newFile != null) {
        return Secrets.fromFile(newFile);
      }
      if (passphrase.stdin) {
        return Secrets.fromStdin(cli.terminal());
      }
      if (!cli.terminal().interactive()) {
        throw Failure.usage("this needs a new passphrase, and there is no terminal to ask")
            .hint("add --new-passphrase-file FILE");
      }
      return PassphraseOption.twice(cli, "New passphrase of " + name);
    }
  }

  @Command(name = "reveal", description = "Shows a wallet's words.", usageHelpAutoWidth = true)
  static final class Reveal implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "NAME", description = "The wallet.")
    private String name = "";

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Reveal(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      byte[] mnemonic =
          PassphraseOption.with(
                  passphrase.read(cli, name),
                  secret ->
                      cli.call(stub ->
                          stub.revealMnemonic(
                              RevealMnemonicRequest.newBuilder()
                                  .setName(name)
                                  .setPassphrase(secret)
                                  .build())))
              .getMnemonic()
              .toByteArray();
      cli.output()
          .result(
              json -> writeSecret(json, "mnemonic", mnemonic), out -> printWords(out, mnemonic));
      Arrays.fill(mnemonic, (byte) 0);
      return 0;
    }
  }

  static void printWallet(Cli cli, Wallet wallet) {
    cli.output()
        .result(
            json -> {
              json.writeFieldName("wallet");
              writeWallet(json, wallet);
            },
            out -> {
              out.println(wallet.getName() + ", " + state(wallet));
              AccountCommands.table(wallet).print(out);
            });
  }

  static void writeWallet(JsonGenerator json, Wallet wallet) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", wallet.getName());
    json.writeBooleanField("unlocked", wallet.getUnlocked());
    if (wallet.getUnlocked()) {
      json.writeStringField(
          "unlocked_until", Instant.ofEpochMilli(wallet.getUnlockedUntil()).toString());
    }
    json.writeStringField("created", Instant.ofEpochMilli(wallet.getCreated()).toString());
    json.writeArrayFieldStart("accounts");
    for (Account account : wallet.getAccountsList()) {
      AccountCommands.writeAccount(json, account);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String nameOrDefault(Cli cli, @Nullable String name) {
    return name != null ? name : new WalletOption().name(cli);
  }

  private static String state(Wallet wallet) {
    return wallet.getUnlocked()
        ? "unlocked until " + Instant.ofEpochMilli(wallet.getUnlockedUntil())
        : "locked";
  }

  private static void writeSecret(JsonGenerator json, String field, byte[] utf8)
      throws IOException {
    char[] text = WalletSecret.chars(utf8);
    json.writeFieldName(field);
    json.writeString(text, 0, text.length);
    Arrays.fill(text, '\0');
  }

  /** As bytes, since a String could not be wiped; words stand in lines of six. */
  private static void printWords(java.io.PrintStream out, byte[] words) {
    int count = 0;
    out.write(' ');
    out.write(' ');
    for (byte b : words) {
      if (b == ' ' && ++count % 6 == 0) {
        out.write('\n');
        out.write(' ');
      }
      out.write(b);
    }
    out.write('\n');
    out.flush();
  }
}
