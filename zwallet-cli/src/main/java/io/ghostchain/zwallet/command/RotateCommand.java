package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.RotateKeyRequest;
import io.ghostchain.api.wallet.v1.SendResponse;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

  /** Who must sign beside the account's key. */
  static final class Cosigner {
    @Option(
        names = "--cosigner",
        paramLabel = "HEX",
        description =
            "From then on, this secp256k1 public key of an Ethereum wallet (33 bytes) must sign too.")
    private String key = "";

    @Option(names = "--no-cosigner", description = "From then on, nobody else must sign.")
    private boolean none;
  }

  @ArgGroup private Cosigner cosigner = new Cosigner();

  @Option(
      names = "--build",
      paramLabel = "FILE",
      description =
          "Writes the unsigned transaction to this file instead, to be signed and co-signed.")
  private @Nullable Path build;

  RotateCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    AccountRef ref = account.ref(cli);
    RotateKeyRequest request = request(ref);
    Path file = build;
    if (file != null) {
      OfflineCommands.unsigned(cli.call(stub -> stub.buildRotation(request))).write(file);
      cli.output()
          .result(
              json -> json.writeStringField("file", file.toString()),
              out -> out.println("wrote " + file + "; sign it with: zwallet tx sign"));
      return 0;
    }
    if (!yes) {
      cli.confirm(
          "Replace the key of account "
              + ref.getIndex()
              + " of "
              + ref.getWallet()
              + "? Pending transactions of the old key become void.");
    }
    SendResponse sent =
        passphrase.unlocked(cli, ref.getWallet(), () -> cli.call(stub -> stub.rotateKey(request)));
    wait.awaitAndPrint(cli, sent.getTxId());
    return 0;
  }

  private RotateKeyRequest request(AccountRef account) {
    RotateKeyRequest.Builder request = RotateKeyRequest.newBuilder().setAccount(account);
    if (cosigner.none) {
      request.setNoCosigner(true);
    } else if (!cosigner.key.isEmpty()) {
      String hex = cosigner.key.startsWith("0x") ? cosigner.key.substring(2) : cosigner.key;
      try {
        request.setCosigner(ByteString.copyFrom(HexFormat.of().parseHex(hex)));
      } catch (IllegalArgumentException noHex) {
        throw Failure.usage("--cosigner: " + noHex.getMessage());
      }
    }
    return request.build();
  }
}
