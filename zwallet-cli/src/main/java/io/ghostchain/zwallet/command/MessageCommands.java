package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.SignMessageRequest;
import io.ghostchain.api.wallet.v1.SignMessageResponse;
import io.ghostchain.api.wallet.v1.VerifyMessageRequest;
import io.ghostchain.api.wallet.v1.VerifyMessageResponse;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code zwallet message ...}. A signed message is never a transaction: its tag differs (LEDGER.md,
 * Signing).
 */
final class MessageCommands {
  /** Largest message, in bytes; walletd's own limit. */
  private static final int MESSAGE_MAX = 1 << 20;

  private MessageCommands() {}

  /** The message itself, or where it is. */
  static final class Message {
    @Option(names = "--text", paramLabel = "TEXT", required = true, description = "The message.")
    private @Nullable String text;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        required = true,
        description = "A file that holds it.")
    private @Nullable Path file;

    ByteString bytes() {
      return file != null
          ? ByteString.copyFrom(Secrets.wholeFile(file, MESSAGE_MAX))
          : ByteString.copyFrom(text == null ? "" : text, StandardCharsets.UTF_8);
    }
  }

  @Command(
      name = "sign",
      description = "Signs a message with an account's key.",
      usageHelpAutoWidth = true)
  static final class Sign implements Callable<Integer> {
    private final Cli cli;

    @ArgGroup(multiplicity = "1")
    private Message message = new Message();

    @Mixin private AccountOption account = new AccountOption();
    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    Sign(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      AccountRef ref = account.ref(cli);
      SignMessageRequest request =
          SignMessageRequest.newBuilder().setAccount(ref).setMessage(message.bytes()).build();
      SignMessageResponse signed =
          passphrase.unlocked(
              cli, ref.getWallet(), () -> cli.call(stub -> stub.signMessage(request)));
      String key = TxRecords.hex(signed.getPublicKey());
      String signature = TxRecords.hex(signed.getSignature());
      cli.output()
          .result(
              json -> {
                json.writeStringField("address", signed.getAddress());
                json.writeStringField("scheme", signed.getScheme());
                json.writeStringField("public_key", key);
                json.writeStringField("signature", signature);
              },
              out -> {
                out.println("address " + signed.getAddress());
                out.println("scheme " + signed.getScheme());
                out.println("public-key " + key);
                out.println("signature " + signature);
              });
      return 0;
    }
  }

  @Command(
      name = "verify",
      description = "Checks a signed message; exit 1 if it does not hold.",
      usageHelpAutoWidth = true)
  static final class Verify implements Callable<Integer> {
    private final Cli cli;

    @ArgGroup(multiplicity = "1")
    private Message message = new Message();

    @Option(
        names = "--signature-file",
        paramLabel = "FILE",
        required = true,
        description = "What message sign printed.")
    private Path signatureFile = Path.of("");

    @Option(
        names = "--address",
        paramLabel = "ADDRESS",
        description = "Who must have signed; whom the file names if absent.")
    private @Nullable String address;

    Verify(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      SignedMessage signed =
          SignedMessage.parse(
              new String(Secrets.wholeFile(signatureFile, MESSAGE_MAX), StandardCharsets.UTF_8));
      String signer = address == null ? signed.address() : address;
      VerifyMessageRequest request =
          VerifyMessageRequest.newBuilder()
              .setAddress(signer)
              .setMessage(message.bytes())
              .setScheme(signed.scheme())
              .setPublicKey(bytes(signed.publicKey()))
              .setSignature(bytes(signed.signature()))
              .build();
      VerifyMessageResponse verdict = cli.call(stub -> stub.verifyMessage(request));
      cli.output()
          .result(
              json -> {
                json.writeBooleanField("valid", verdict.getValid());
                json.writeStringField("address", signer);
                if (!verdict.getValid()) {
                  json.writeStringField("reason", verdict.getReason());
                }
              },
              out ->
                  out.println(
                      verdict.getValid()
                          ? "valid: signed by " + signer
                          : "NOT valid: " + verdict.getReason()));
      return verdict.getValid() ? 0 : 1;
    }

    private static ByteString bytes(String hex) {
      try {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
      } catch (IllegalArgumentException noHex) {
        throw Failure.usage("the signature file holds what is not hexadecimal");
      }
    }
  }
}
