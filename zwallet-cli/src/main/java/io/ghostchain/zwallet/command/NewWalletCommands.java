package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.CreateWalletRequest;
import io.ghostchain.api.wallet.v1.CreateWalletResponse;
import io.ghostchain.api.wallet.v1.ImportWalletRequest;
import io.ghostchain.api.wallet.v1.RestoreWalletRequest;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.PrivateFiles;
import io.ghostchain.zwallet.Secrets;
import io.ghostchain.zwallet.output.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zwallet wallet create}, {@code restore} and {@code import}: how a wallet gets here. */
final class NewWalletCommands {
  /** Largest wallet file that is read, in bytes; walletd's own limit. */
  private static final int WALLET_FILE_MAX = 1 << 20;

  private NewWalletCommands() {}

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
                WalletRecords.writeWallet(json, made.getWallet());
                if (wordsFile == null) {
                  WalletRecords.writeSecret(json, "mnemonic", mnemonic);
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
                  WalletRecords.printWords(out, mnemonic);
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
      WalletRecords.printWallet(cli, wallet);
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
      WalletRecords.printWallet(cli, wallet);
      return 0;
    }
  }
}
