package io.ghostchain.zwallet.command;

import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.output.QrCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code zwallet address show}. */
@Command(
    name = "show",
    description = "Shows an account's address, with a QR code on a terminal.",
    usageHelpAutoWidth = true)
final class AddressCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin private AccountOption account = new AccountOption();

  @Option(
      names = "--qr",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "With or without the QR code.")
  private boolean qr = true;

  AddressCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Account found = account.load(cli);
    cli.output()
        .result(
            json -> {
              json.writeStringField("address", found.getAddress());
              json.writeNumberField("account", found.getIndex());
              json.writeStringField("scheme", found.getScheme());
            },
            out -> {
              out.println(found.getAddress());
              if (qr && cli.terminal().interactive()) {
                QrCode.print(out, found.getAddress());
              }
            });
    return 0;
  }
}
