package io.ghostchain.zwallet.command;

import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.zwallet.Cli;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zwallet send}. */
@Command(
    name = "send",
    description = "Sends to one or several recipients in one transaction.",
    usageHelpAutoWidth = true)
final class SendCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin private RecipientOptions recipients = new RecipientOptions();
  @Mixin private AccountOption account = new AccountOption();
  @Mixin private Submission submission = new Submission();

  SendCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Account from = account.load(cli);
    AccountRef ref = account.ref(cli);
    SendRequest.Builder request = SendRequest.newBuilder().setFrom(ref);
    List<String> lines = recipients.addTo(cli, ref, request);
    return submission.run(cli, from.getAddress(), request, lines);
  }
}
