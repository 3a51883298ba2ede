package io.ghostchain.zwallet.command;

import io.ghostchain.api.wallet.v1.FundRequest;
import io.ghostchain.api.wallet.v1.Recipient;
import io.ghostchain.api.wallet.v1.SendResponse;
import io.ghostchain.zwallet.Amounts;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zwallet faucet fund}. */
@Command(
    name = "fund",
    description = "On a devnet: sends from the faucet to an account or to addresses.",
    usageHelpAutoWidth = true)
final class FaucetCommand implements Callable<Integer> {
  private static final String DEFAULT_AMOUNT = "1000";

  private final Cli cli;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "AMOUNT",
      description = "How much the account gets of the fee asset (default: " + DEFAULT_AMOUNT + ").")
  private @Nullable String amount;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS=AMOUNT",
      description = "An address instead of the account; may be repeated, up to 1000 times.")
  private List<String> to = new ArrayList<>();

  @Mixin private AccountOption account = new AccountOption();
  @Mixin private WaitOption wait = new WaitOption();

  FaucetCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    if (amount != null && !to.isEmpty()) {
      throw Failure.usage("AMOUNT is for the account; each --to names its own");
    }
    FeeAsset fees = FeeAsset.of(cli);
    FundRequest.Builder request = FundRequest.newBuilder();
    if (to.isEmpty()) {
      String address = account.load(cli).getAddress();
      request.addRecipients(recipient(address, amount == null ? DEFAULT_AMOUNT : amount, fees));
    }
    for (String entry : to) {
      int split = RecipientOptions.split(entry);
      request.addRecipients(recipient(entry.substring(0, split), entry.substring(split + 1), fees));
    }
    SendResponse sent = cli.call(stub -> stub.fund(request.build()));
    wait.awaitAndPrint(cli, sent.getTxId());
    return 0;
  }

  private static Recipient recipient(String address, String amount, FeeAsset fees) {
    return Recipient.newBuilder()
        .setAddress(address)
        .setAmount(Amounts.write(Amounts.parse(amount, fees.decimals(), fees.symbol())))
        .build();
  }
}
