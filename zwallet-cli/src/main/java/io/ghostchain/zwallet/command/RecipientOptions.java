package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.Recipient;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.zwallet.Amounts;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who gets how much of what. */
final class RecipientOptions {
  /** Most bytes of a memo (ghost.ledger.v1.Transfer). */
  private static final int MEMO_MAX = 256;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS=AMOUNT",
      required = true,
      description = "A recipient and how much; may be repeated, up to 1000 times.")
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--asset",
      paramLabel = "ID|SYMBOL",
      description = "What is sent; the fee asset if absent.")
  private @Nullable String asset;

  @Option(names = "--memo", paramLabel = "TEXT", description = "A public note, at most 256 bytes.")
  private String memo = "";

  /** Adds the recipients to a request; answers To lines for a person. */
  List<String> addTo(Cli cli, AccountRef from, SendRequest.Builder request) {
    ByteString note = ByteString.copyFrom(memo, StandardCharsets.UTF_8);
    if (note.size() > MEMO_MAX) {
      throw Failure.usage("a memo has at most " + MEMO_MAX + " bytes, got " + note.size());
    }
    FeeAsset fees = FeeAsset.of(cli);
    NamedAsset what =
        asset == null ? NamedAsset.ofFees(fees) : NamedAsset.find(cli, fees, from, asset);
    List<String> lines = new ArrayList<>();
    for (String entry : to) {
      int split = split(entry);
      BigInteger units = Amounts.parse(entry.substring(split + 1), what.decimals(), what.symbol());
      if (units.signum() == 0) {
        throw Failure.usage("--to: the amount is zero in " + entry);
      }
      String address = entry.substring(0, split);
      request.addRecipients(
          Recipient.newBuilder()
              .setAddress(address)
              .setAsset(what.id())
              .setAmount(Amounts.write(units))
              .setMemo(note));
      lines.add("to");
      lines.add(Amounts.text(units, what.decimals()) + " " + what.symbol() + "  " + address);
    }
    if (!memo.isEmpty()) {
      lines.add("memo");
      lines.add(memo);
    }
    return lines;
  }

  /** Where the amount of {@code ADDRESS=AMOUNT} begins. */
  static int split(String entry) {
    int split = entry.lastIndexOf('=');
    if (split <= 0) {
      throw Failure.usage("--to: expected ADDRESS=AMOUNT, got " + entry);
    }
    return split;
  }
}
