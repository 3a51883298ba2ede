package io.ghostchain.zwallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Tag;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionBuilder;
import io.ghostchain.protocol.TransactionTypedData;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.TypedData;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.Witness;
import io.ghostchain.walletkit.AccountEntry;
import io.ghostchain.walletkit.Cosigners;
import io.ghostchain.walletkit.WalletFile;
import io.ghostchain.walletkit.WalletSecret;
import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.Secp256k1;
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

/** An account that an Ethereum wallet co-signs: built, signed offline, co-signed. */
class CosigningTest {
  @TempDir Path folder;

  private final PrivateKey ethereum = SignatureScheme.SECP256K1.generate();

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
    Vault vault = Cosigners.vault(account.firstKey(), ethereum.publicKey());
    body =
        new TransactionBuilder(7, account.id())
            .vaultVersion(2)
            .signers(Cosigners.signers(vault))
            .validUntil(1_700_000_000_000L)
            .gasLimit(21_000)
            .fees(1_000_000_000L, 0)
            .add(new Transfer(AccountId.parse(FakeWalletd.OTHER), AssetId.FEE, Amount.of(5)))
            .build();
    try (FakeWalletd walletd = new FakeWalletd()) {
      walletd.body = ByteString.copyFrom(body.encode());
      walletd.vault = ByteString.copyFrom(vault.encode());
      FakeTerminal terminal = FakeTerminal.piped("");
      int code =
          new Zwallet(terminal, Map.of("HOME", folder.toString()), walletd.connector())
              .run("tx", "build", path("unsigned.json"), "--to", FakeWalletd.OTHER + "=1");
      assertEquals(0, code, terminal.told());
    }
  }

  @Test
  void bothSignaturesEndUpInTheSignedFile() throws Exception {
    FakeTerminal signing =
        run(
            0,
            "tx",
            "sign",
            path("unsigned.json"),
            path("half.json"),
            "--yes",
            "--wallet-file",
            path("alice.wallet"),
            "--passphrase-file",
            path("passphrase"));
    assertTrue(signing.written().contains("co-signer"), signing.written());
    assertTrue(Files.readString(folder.resolve("half.json")).contains("partly-signed"));
    String shown = run(0, "tx", "typed-data", path("half.json")).written();
    TypedData data = TransactionTypedData.of(body, FakeWalletd.GENESIS);
    assertTrue(shown.contains("Transfer 0.000000000000000005 of the fee asset to"), shown);
    assertTrue(shown.contains("0x" + FakeWalletd.GENESIS), shown);
    run(0, "tx", "cosign", path("half.json"), path("signed.json"), "--signature", answer(data));
    Witness witness =
        Witness.decode(
            Bytes.parseHex(field(Files.readString(folder.resolve("signed.json")), "witness")));
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    Hash id = TransactionBody.id(FakeWalletd.GENESIS, Bytes.of(body.encode()));
    assertTrue(
        verifier.verify(
            account.firstKey(), Tag.TRANSACTION.message(id), witness.signatures().get(0).copy()));
    assertTrue(
        verifier.verify(
            ethereum.publicKey(), data.signingMessage(), witness.signatures().get(1).copy()));
  }

  @Test
  void aSignatureOfOtherDataIsRefused() throws Exception {
    TypedData elsewhere = TransactionTypedData.of(body, Hash.ZERO);
    FakeTerminal terminal =
        run(
            2,
            "tx",
            "cosign",
            path("unsigned.json"),
            path("signed.json"),
            "--signature",
            answer(elsewhere));
    assertTrue(terminal.told().contains("no co-signer"), terminal.told());
    assertFalse(Files.exists(folder.resolve("signed.json")));
    run(2, "tx", "cosign", path("unsigned.json"), path("signed.json"), "--signature", "0x12");
  }

  private FakeTerminal run(int code, String... arguments) {
    FakeTerminal terminal = FakeTerminal.piped("");
    Connector nobody =
        settings -> {
          throw new AssertionError("co-signing connects to nobody");
        };
    assertEquals(
        code,
        new Zwallet(terminal, Map.of("HOME", folder.toString()), nobody).run(arguments),
        terminal.told());
    return terminal;
  }

  private String answer(TypedData data) {
    Secp256k1.Recoverable made = Secp256k1.sign(ethereum, data.digest().bytes());
    return "0x" + Bytes.of(made.signature()).hex() + (made.parity() == 0 ? "1b" : "1c");
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
