package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.walletkit.WalletSecret;
import io.ghostchain.zwallet.Cli;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;

/** Wallets and their words as commands print them, for people and as JSON. */
final class WalletRecords {
  private WalletRecords() {}

  static void printWallet(Cli cli, Wallet wallet) {
    cli.output()
        .result(
            json -> {
              json.writeFieldName("wallet");
              writeWallet(json, wallet);
            },
            out -> {
              out.println(wallet.getName() + ", " + state(wallet));
              AccountCommands.table(wallet).print(out);
            });
  }

  static void writeWallet(JsonGenerator json, Wallet wallet) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", wallet.getName());
    json.writeBooleanField("unlocked", wallet.getUnlocked());
    if (wallet.getUnlocked()) {
      json.writeStringField(
          "unlocked_until", Instant.ofEpochMilli(wallet.getUnlockedUntil()).toString());
    }
    json.writeStringField("created", Instant.ofEpochMilli(wallet.getCreated()).toString());
    json.writeArrayFieldStart("accounts");
    for (Account account : wallet.getAccountsList()) {
      AccountCommands.writeAccount(json, account);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static String state(Wallet wallet) {
    return wallet.getUnlocked()
        ? "unlocked until " + Instant.ofEpochMilli(wallet.getUnlockedUntil())
        : "locked";
  }

  static void writeSecret(JsonGenerator json, String field, byte[] utf8) throws IOException {
    char[] text = WalletSecret.chars(utf8);
    json.writeFieldName(field);
    json.writeString(text, 0, text.length);
    Arrays.fill(text, '\0');
  }

  /** As bytes, since a String could not be wiped; words stand in lines of six. */
  static void printWords(PrintStream out, byte[] words) {
    int count = 0;
    out.write(' ');
    out.write(' ');
    for (byte b : words) {
      if (b == ' ' && ++count % 6 == 0) {
        out.write('\n');
        out.write(' ');
      }
      out.write(b);
    }
    out.write('\n');
    out.flush();
  }
}
