package io.ghostchain.zwallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Tag;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionBuilder;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Witness;
import io.ghostchain.walletkit.AccountEntry;
import io.ghostchain.walletkit.WalletFile;
import io.ghostchain.walletkit.WalletSecret;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.kdf.Argon2id;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineSigningTest {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private AccountEntry account;

  @SuppressWarnings("NullAway.Init")
  private TransactionBody body;

  @BeforeEach
  void exportAWalletAndBuildATransaction() throws Exception {
    try (WalletSecret secret = WalletSecret.generate(12)) {
      try (PrivateKey key = secret.key(SignatureScheme.ML_DSA_44, 0, 0)) {
        account = new AccountEntry(0, "", key.publicKey(), 0);
      }
      WalletFile wallet =
          WalletFile.seal(
              0, secret, List.of(account), "correct horse".toCharArray(), new Argon2id(64, 1, 1));
      Files.write(folder.resolve("alice.wallet"), wallet.encode());
    }
    Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    body =
        new TransactionBuilder(7, account.id())
            .reveal(account.reveal())
            .gasLimit(21_000)
            .fees(1_000_000_000L, 0)
            .add(new Transfer(AccountId.parse(FakeWalletd.OTHER), AssetId.FEE, Amount.of(5)))
            .build();
    build();
  }

  @Test
  void aTransactionSignedWithoutADaemonHolds() throws Exception {
    FakeTerminal terminal = FakeTerminal.piped("");
    assertEquals(0, sign(terminal, "alice.wallet", "passphrase"), terminal.told());
    String signed = Files.readString(folder.resolve("signed.json"));
    Witness witness = Witness.decode(Bytes.parseHex(field(signed, "witness")));
    assertTrue(
        account
            .firstKey()
            .verify(
                Tag.TRANSACTION.message(
                    TransactionBody.id(FakeWalletd.GENESIS, Bytes.of(body.encode()))),
                witness.signatures().getFirst().copy()));
  }

  @Test
  void thePersonIsShownWhatTheBytesSay() {
    FakeTerminal terminal = FakeTerminal.answering("n");
    int code =
        new Zwallet(terminal, Map.of(), nobody())
            .run(
                "tx",
                "sign",
                path("unsigned.json"),
                path("signed.json"),
                "--wallet-file",
                path("alice.wallet"));
    assertEquals(3, code);
    assertTrue(terminal.told().contains(FakeWalletd.OTHER), terminal.told());
    assertTrue(terminal.told().contains("0.000021"), terminal.told());
  }

  @Test
  void aWrongPassphraseIsExitFourAndADamagedFileExitOne() throws Exception {
    Files.writeString(folder.resolve("wrong"), "something else\n");
    assertEquals(4, sign(FakeTerminal.piped(""), "alice.wallet", "wrong"));
    Files.writeString(folder.resolve("damaged.wallet"), "{}");
    FakeTerminal terminal = FakeTerminal.piped("");
    assertEquals(1, sign(terminal, "damaged.wallet", "passphrase"));
    assertTrue(terminal.told().contains("damaged.wallet"), terminal.told());
  }

  private void build() throws Exception {
    try (FakeWalletd walletd = new FakeWalletd()) {
      walletd.body = ByteString.copyFrom(body.encode());
      FakeTerminal terminal = FakeTerminal.piped("");
      int code =
          new Zwallet(terminal, Map.of("HOME", folder.toString()), walletd.connector())
              .run("tx", "build", path("unsigned.json"), "--to", FakeWalletd.OTHER + "=1");
      assertEquals(0, code, terminal.told());
    }
  }

  private int sign(FakeTerminal terminal, String wallet, String passphrase) {
    return new Zwallet(terminal, Map.of("HOME", folder.toString()), nobody())
        .run(
            "tx",
            "sign",
            path("unsigned.json"),
            path("signed.json"),
            "--yes",
            "--wallet-file",
            path(wallet),
            "--passphrase-file",
            path(passphrase));
  }

  private static Connector nobody() {
    return settings -> {
      throw new AssertionError("signing offline connects to nobody");
    };
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\" : \"([0-9a-f]*)\"").matcher(json);
    assertTrue(matcher.find(), json);
    return matcher.group(1);
  }
}
