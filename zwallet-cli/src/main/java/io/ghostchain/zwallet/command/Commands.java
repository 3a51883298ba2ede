package io.ghostchain.zwallet.command;

import io.ghostchain.zwallet.Cli;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The grammar: every noun with its verbs, and the few words that stand alone. */
public final class Commands {
  /** A command that runs. */
  private record Verb(String name, Function<Cli, Callable<Integer>> make) {}

  /** A noun with its verbs, or a verb that stands alone. */
  private record Noun(String name, String summary, @Nullable Verb alone, List<Verb> verbs) {}

  private static final List<Noun> NOUNS =
      List.of(
          noun(
              "wallet",
              "Encrypted wallets: create, restore, lock, keep safe.",
              new Verb("create", NewWalletCommands.Create::new),
              new Verb("restore", NewWalletCommands.Restore::new),
              new Verb("import", NewWalletCommands.Import::new),
              new Verb("export", WalletCommands.Export::new),
              new Verb("list", WalletCommands.ListAll::new),
              new Verb("unlock", WalletCommands.Unlock::new),
              new Verb("lock", WalletCommands.Lock::new),
              new Verb("delete", WalletCommands.Delete::new),
              new Verb("change-passphrase", WalletCommands.ChangePassphrase::new),
              new Verb("reveal", WalletCommands.Reveal::new)),
          noun(
              "account",
              "Accounts of a wallet.",
              new Verb("create", AccountCommands.Create::new),
              new Verb("list", AccountCommands.ListAll::new),
              new Verb("label", AccountCommands.Label::new)),
          noun("address", "An account's address.", new Verb("show", AddressCommand::new)),
          alone(
              "balance",
              "Shows what an account or an address holds, and whether it was proven.",
              BalanceCommand::new),
          alone("send", "Sends to one or several recipients in one transaction.", SendCommand::new),
          noun(
              "tx",
              "Transactions: follow them, sign them offline.",
              new Verb("status", TxCommands.Status::new),
              new Verb("watch", TxCommands.Watch::new),
              new Verb("build", OfflineCommands.Build::new),
              new Verb("sign", OfflineCommands.Sign::new),
              new Verb("typed-data", CosignCommands.TypedData::new),
              new Verb("cosign", CosignCommands.Cosign::new),
              new Verb("broadcast", OfflineCommands.Broadcast::new)),
          alone(
              "history",
              "Lists what an account sent and received, newest first.",
              HistoryCommand::new),
          noun(
              "message",
              "Signed messages.",
              new Verb("sign", MessageCommands.Sign::new),
              new Verb("verify", MessageCommands.Verify::new)),
          noun("key", "The keys behind an account.", new Verb("rotate", RotateCommand::new)),
          noun("faucet", "Funds on a devnet.", new Verb("fund", FaucetCommand::new)),
          noun(
              "asset",
              "Assets of your own.",
              new Verb("issue", AssetCommands.Issue::new),
              new Verb("mint", AssetCommands.Mint::new),
              new Verb("burn", AssetCommands.Burn::new),
              new Verb("info", AssetCommands.Show::new)),
          alone("status", "Shows what walletd and its node are doing.", StatusCommand::new),
          noun("config", "The settings in force.", new Verb("show", ConfigCommand::new)),
          alone("completion", "Prints the completion script of a shell.", CompletionCommand::new));

  private Commands() {}

  /**
   * Attaches the nouns and verbs whose names {@code wanted} accepts; all of a level where it
   * accepts none.
   *
   * @return {@code root}
   */
  public static CommandLine attach(CommandLine root, Cli cli, Predicate<String> wanted) {
    boolean anyNoun = NOUNS.stream().anyMatch(noun -> wanted.test(noun.name()));
    for (Noun noun : NOUNS) {
      if (!anyNoun || wanted.test(noun.name())) {
        root.addSubcommand(noun.name(), line(noun, cli, anyNoun, wanted));
      }
    }
    return root;
  }

  private static CommandLine line(
      Noun noun, Cli cli, boolean nounIsNamed, Predicate<String> wanted) {
    if (noun.alone() != null && nounIsNamed) {
      return line(noun.alone(), cli);
    }
    CommandSpec spec = CommandSpec.create().name(noun.name());
    spec.usageMessage().description(noun.summary()).autoWidth(true);
    CommandLine line = new CommandLine(spec);
    if (!nounIsNamed) {
      // Only the list of nouns will be shown.
      return line;
    }
    boolean anyVerb = noun.verbs().stream().anyMatch(verb -> wanted.test(verb.name()));
    for (Verb verb : noun.verbs()) {
      if (!anyVerb || wanted.test(verb.name())) {
        line.addSubcommand(verb.name(), line(verb, cli));
      }
    }
    return line;
  }

  private static CommandLine line(Verb verb, Cli cli) {
    Callable<Integer> command = verb.make().apply(cli);
    return new CommandLine(command instanceof BuiltByCalls built ? built.spec() : command);
  }

  private static Noun noun(String name, String summary, Verb... verbs) {
    return new Noun(name, summary, null, List.of(verbs));
  }

  private static Noun alone(String name, String summary, Function<Cli, Callable<Integer>> make) {
    return new Noun(name, summary, new Verb(name, make), List.of());
  }
}
