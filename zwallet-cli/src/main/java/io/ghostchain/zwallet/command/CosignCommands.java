package io.ghostchain.zwallet.command;

import io.ghostchain.walletkit.EthereumSignature;
import io.ghostchain.walletkit.PartlySigned;
import io.ghostchain.walletkit.TypedDataJson;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.command.OfflineFile.Form;
import io.ghostchain.zwallet.output.Table;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code zwallet tx typed-data} and {@code cosign}: the part of an Ethereum wallet in a transaction
 * that its key must sign too.
 */
final class CosignCommands {
  private CosignCommands() {}

  @Command(
      name = "typed-data",
      description =
          "Prints what an Ethereum co-signer signs of a transaction file, for eth_signTypedData_v4.",
      usageHelpAutoWidth = true)
  static final class TypedData implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "FILE", description = "What tx build or tx sign wrote.")
    private Path file = Path.of("");

    TypedData(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      String typedData = TypedDataJson.of(read(file).typedData());
      cli.output()
          .result(
              json -> json.writeStringField("typed_data", typedData),
              out -> out.println(typedData));
      return 0;
    }
  }

  @Command(
      name = "cosign",
      description = "Adds an Ethereum co-signer's signature to a transaction file.",
      usageHelpAutoWidth = true)
  static final class Cosign implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "FILE", description = "What tx build or tx sign wrote.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "TARGET", description = "A file that does not exist yet.")
    private Path target = Path.of("");

    @Option(
        names = "--signature",
        paramLabel = "HEX",
        required = true,
        description = "What the wallet answered: 65 bytes, or 64 without v.")
    private String signature = "";

    Cosign(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      PartlySigned before = read(file);
      OfflineFile after;
      try {
        after = OfflineFile.of(before.add(EthereumSignature.parse(signature)));
      } catch (IllegalArgumentException refused) {
        throw Failure.usage(String.valueOf(refused.getMessage()));
      }
      after.write(target);
      boolean complete = after.form() == Form.SIGNED;
      cli.output()
          .result(
              json -> {
                json.writeStringField("file", target.toString());
                json.writeBooleanField("complete", complete);
              },
              out ->
                  Table.pairs(
                      out,
                      "wrote",
                      target.toString(),
                      "next",
                      complete
                          ? "zwallet tx broadcast " + target
                          : "zwallet tx sign " + target + " SIGNED --wallet-file FILE"));
      return 0;
    }
  }

  private static PartlySigned read(Path file) {
    return OfflineFile.read(file, Form.UNSIGNED, Form.PARTLY_SIGNED).partlySigned(file);
  }
}
