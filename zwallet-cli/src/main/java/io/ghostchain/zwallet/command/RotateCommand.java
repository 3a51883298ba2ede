package io.ghostchain.zwallet.command;

import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.RotateKeyRequest;
import io.ghostchain.api.wallet.v1.SendResponse;
import io.ghostchain.zwallet.Cli;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code zwallet key rotate}. */
@Command(
    name = "rotate",
    description = "Replaces an account's key by its next one; the address stays.",
    usageHelpAutoWidth = true)
final class RotateCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin private AccountOption account = new AccountOption();
  @Mixin private PassphraseOption passphrase = new PassphraseOption();
  @Mixin private WaitOption wait = new WaitOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  RotateCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    AccountRef ref = account.ref(cli);
    if (!yes) {
      cli.confirm(
          "Replace the key of account "
              + ref.getIndex()
              + " of "
              + ref.getWallet()
              + "? Pending transactions of the old key become void.");
    }
    SendResponse sent =
        passphrase.unlocked(
            cli,
            ref.getWallet(),
            () ->
                cli.call(
                    stub -> stub.rotateKey(RotateKeyRequest.newBuilder().setAccount(ref).build())));
    wait.awaitAndPrint(cli, sent.getTxId());
    return 0;
  }
}
