package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.ledger.v1.Transaction;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.BroadcastRequest;
import io.ghostchain.api.wallet.v1.BuildResponse;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.api.wallet.v1.SendResponse;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Durations;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.command.OfflineFile.Form;
import io.ghostchain.zwallet.output.Table;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code zwallet tx build}, {@code sign} and {@code broadcast}: the key stays on a machine without
 * a network.
 */
final class OfflineCommands {
  private OfflineCommands() {}

  static OfflineFile unsigned(BuildResponse built) {
    return OfflineFile.unsigned(
        Bytes.of(built.getBody().toByteArray()),
        Hash.of(built.getGenesisHash().toByteArray()),
        Bytes.of(built.getVault().toByteArray()));
  }

  @Command(
      name = "build",
      description = "Writes an unsigned transaction to a file, to be signed elsewhere.",
      usageHelpAutoWidth = true)
  static final class Build implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "FILE", description = "A file that does not exist yet.")
    private Path file = Path.of("");

    @Option(
        names = "--valid-for",
        paramLabel = "TIME",
        defaultValue = "24h",
        description = "After which it can no longer be included (default: ${DEFAULT-VALUE}).")
    private String validFor = "";

    @Mixin private RecipientOptions recipients = new RecipientOptions();
    @Mixin private AccountOption account = new AccountOption();

    Build(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      AccountRef ref = account.ref(cli);
      SendRequest.Builder request =
          SendRequest.newBuilder()
              .setFrom(ref)
              .setValidForMillis(Durations.parse(validFor).toMillis());
      recipients.addTo(cli, ref, request);
      BuildResponse built = cli.call(stub -> stub.build(request.build()));
      OfflineFile unsigned = unsigned(built);
      unsigned.write(file);
      cli.output()
          .result(
              json -> json.writeStringField("file", file.toString()),
              out ->
                  out.println(
                      "wrote "
                          + file
                          + "; sign it with: zwallet tx sign "
                          + file
                          + " SIGNED --wallet-file FILE"));
      return 0;
    }
  }

  @Command(
      name = "sign",
      description = "Signs a transaction file with an exported wallet file, without any daemon.",
      usageHelpAutoWidth = true)
  static final class Sign implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "FILE", description = "The unsigned transaction.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "SIGNED", description = "A file that does not exist yet.")
    private Path target = Path.of("");

    @Option(
        names = "--wallet-file",
        paramLabel = "FILE",
        required = true,
        description = "What wallet export wrote.")
    private Path walletFile = Path.of("");

    @Option(
        names = "--rotation",
        paramLabel = "N",
        description =
            "How many keys came before the account's present one; as the wallet file says if absent.")
    private @Nullable Integer rotation;

    @Option(
        names = {"-y", "--yes"},
        description = "Does not ask.")
    private boolean yes;

    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Sign(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      OfflineFile unsigned = OfflineFile.read(file, Form.UNSIGNED, Form.PARTLY_SIGNED);
      TransactionBody body = body(unsigned);
      OfflineSigner signer = OfflineSigner.open(walletFile, body);
      if (!yes) {
        Table.pairs(cli.terminal().err(), signer.summary().toArray(String[]::new));
        cli.confirm("Sign it?");
      }
      OfflineFile signed = signed(signer, unsigned);
      signed.write(target);
      String txId = TransactionBody.id(signed.genesisHash(), signed.body()).toString();
      boolean complete = signed.form() == Form.SIGNED;
      cli.output()
          .result(
              json -> {
                json.writeStringField("file", target.toString());
                json.writeStringField("tx_id", txId);
                json.writeBooleanField("complete", complete);
              },
              out -> {
                Table.pairs(out, "wrote", target.toString(), "transaction", txId);
                if (!complete) {
                  out.println(
                      "a co-signer must sign it too: zwallet tx typed-data "
                          + target
                          + ", then zwallet tx cosign "
                          + target
                          + " SIGNED --signature HEX");
                }
              });
      return 0;
    }

    private OfflineFile signed(OfflineSigner signer, OfflineFile unsigned) {
      byte[] secret = passphrase.read(cli, walletFile.toString());
      return signer.body().signatureCount() == 1
          ? OfflineFile.signed(
              signer.sign(secret, unsigned.genesisHash(), rotation), unsigned.genesisHash())
          : OfflineFile.of(signer.sign(secret, unsigned.partlySigned(file), rotation));
    }

    private TransactionBody body(OfflineFile unsigned) {
      try {
        return unsigned.transactionBody();
      } catch (DecodeException malformed) {
        throw Failure.usage(file + " holds no transaction: " + malformed.getMessage());
      }
    }
  }

  @Command(
      name = "broadcast",
      description = "Sends a transaction that was signed elsewhere.",
      usageHelpAutoWidth = true)
  static final class Broadcast implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "SIGNED", description = "The signed transaction.")
    private Path file = Path.of("");

    @Mixin private WaitOption wait = new WaitOption();

    Broadcast(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      OfflineFile signed = OfflineFile.read(file, Form.SIGNED);
      BroadcastRequest request =
          BroadcastRequest.newBuilder()
              .setTransaction(
                  Transaction.newBuilder()
                      .setBody(ByteString.copyFrom(signed.body().copy()))
                      .setWitness(ByteString.copyFrom(signed.witness().copy())))
              .build();
      SendResponse sent = cli.call(stub -> stub.broadcast(request));
      wait.awaitAndPrint(cli, sent.getTxId());
      return 0;
    }
  }
}
