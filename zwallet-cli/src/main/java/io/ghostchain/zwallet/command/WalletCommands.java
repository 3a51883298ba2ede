package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.ChangePassphraseRequest;
import io.ghostchain.api.wallet.v1.DeleteWalletRequest;
import io.ghostchain.api.wallet.v1.ExportWalletRequest;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.LockRequest;
import io.ghostchain.api.wallet.v1.RevealMnemonicRequest;
import io.ghostchain.api.wallet.v1.UnlockRequest;
import io.ghostchain.api.wallet.v1.UnlockResponse;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Durations;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.PrivateFiles;
import io.ghostchain.zwallet.Secrets;
import io.ghostchain.zwallet.output.OutputFormat;
import io.ghostchain.zwallet.output.Table;
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

/** {@code zwallet wallet ...} for the wallets that are here. */
final class WalletCommands {
  private WalletCommands() {}

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
                  WalletRecords.writeWallet(json, wallet);
                }
                json.writeEndArray();
              },
              out -> {
                Table table = Table.of("WALLET", "STATE", ">ACCOUNTS", "FIRST ADDRESS");
                for (Wallet wallet : wallets) {
                  table.row(
                      wallet.getName(),
                      WalletRecords.state(wallet),
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
              json -> WalletRecords.writeSecret(json, "mnemonic", mnemonic),
              out -> WalletRecords.printWords(out, mnemonic));
      Arrays.fill(mnemonic, (byte) 0);
      return 0;
    }
  }

  private static String nameOrDefault(Cli cli, @Nullable String name) {
    return name != null ? name : new WalletOption().name(cli);
  }
}
