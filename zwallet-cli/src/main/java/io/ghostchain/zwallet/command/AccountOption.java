package io.ghostchain.zwallet.command;

import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * Which account a command means: options, else settings, else the first account of the only wallet.
 */
final class AccountOption {
  private static final String SHORT = "-a";
  private static final String LONG = "--account";
  private static final String LABEL = "INDEX|LABEL";
  private static final String DESCRIPTION = "The account; the first if absent.";

  @Mixin final WalletOption wallet;

  @Option(
      names = {SHORT, LONG},
      paramLabel = LABEL,
      description = DESCRIPTION)
  @Nullable String account;

  /** Options that picocli fills in. */
  AccountOption() {
    this(null, null);
  }

  /** What the two options were given. */
  AccountOption(@Nullable String wallet, @Nullable String account) {
    this.wallet = new WalletOption(wallet);
    this.account = account;
  }

  /** The option without {@link WalletOption}'s, for a command that is built by calls. */
  static OptionSpec spec() {
    return OptionSpec.builder(SHORT, LONG)
        .type(String.class)
        .paramLabel(LABEL)
        .description(DESCRIPTION)
        .build();
  }

  /** The wallet and index that walletd takes. */
  AccountRef ref(Cli cli) {
    String chosen = account != null ? account : cli.settings().get(Setting.ACCOUNT);
    if (chosen == null || chosen.matches("[0-9]{1,9}")) {
      return AccountRef.newBuilder()
          .setWallet(wallet.name(cli))
          .setIndex(chosen == null ? 0 : Integer.parseInt(chosen))
          .build();
    }
    return find(cli, candidate -> candidate.getLabel().equals(chosen), "is called " + chosen);
  }

  /** The account itself. */
  Account load(Cli cli) {
    AccountRef ref = ref(cli);
    for (Account candidate : walletOf(cli, ref.getWallet()).getAccountsList()) {
      if (candidate.getIndex() == ref.getIndex()) {
        return candidate;
      }
    }
    throw Failure.usage("wallet " + ref.getWallet() + " has no account " + ref.getIndex())
        .hint("zwallet account list");
  }

  private AccountRef find(
      Cli cli, java.util.function.Predicate<Account> matches, String description) {
    String name = wallet.name(cli);
    List<Account> found = walletOf(cli, name).getAccountsList().stream().filter(matches).toList();
    if (found.size() != 1) {
      String count = found.isEmpty() ? "no account" : "more than one account";
      throw Failure.usage(count + " of wallet " + name + " " + description)
          .hint("zwallet account list");
    }
    return AccountRef.newBuilder().setWallet(name).setIndex(found.getFirst().getIndex()).build();
  }

  static Wallet walletOf(Cli cli, String name) {
    return cli
        .call(stub -> stub.listWallets(ListWalletsRequest.getDefaultInstance()))
        .getWalletsList()
        .stream()
        .filter(wallet -> wallet.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> Failure.usage("there is no wallet " + name).hint("zwallet wallet list"));
  }
}
