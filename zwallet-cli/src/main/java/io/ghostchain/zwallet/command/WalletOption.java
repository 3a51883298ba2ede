package io.ghostchain.zwallet.command;

import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Which wallet a command means: the option, else the setting, else the only one there is. */
final class WalletOption {
  private static final String SHORT = "-w";
  private static final String LONG = "--wallet";
  private static final String LABEL = "NAME";
  private static final String DESCRIPTION = "The wallet; the only one if absent.";

  @Option(
      names = {SHORT, LONG},
      paramLabel = LABEL,
      description = DESCRIPTION)
  @Nullable String wallet;

  private @Nullable String resolved;

  /** An option that picocli fills in. */
  WalletOption() {
    this(null);
  }

  /** What the option was given. */
  WalletOption(@Nullable String wallet) {
    this.wallet = wallet;
  }

  /** The option, for a command that is built by calls. */
  static OptionSpec spec() {
    return OptionSpec.builder(SHORT, LONG)
        .type(String.class)
        .paramLabel(LABEL)
        .description(DESCRIPTION)
        .build();
  }

  /** Its name. */
  String name(Cli cli) {
    if (resolved == null) {
      String chosen = wallet != null ? wallet : cli.settings().get(Setting.WALLET);
      resolved = chosen != null ? chosen : onlyOne(cli);
    }
    return resolved;
  }

  private static String onlyOne(Cli cli) {
    List<String> names =
        cli
            .call(stub -> stub.listWallets(ListWalletsRequest.getDefaultInstance()))
            .getWalletsList()
            .stream()
            .map(Wallet::getName)
            .toList();
    if (names.size() == 1) {
      return names.getFirst();
    }
    if (names.isEmpty()) {
      throw Failure.usage("there is no wallet yet").hint("zwallet wallet create NAME");
    }
    throw Failure.usage("which wallet? There are " + String.join(", ", names))
        .hint("add --wallet NAME");
  }
}
