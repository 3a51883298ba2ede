package io.ghostchain.zwallet.command;

import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.walletkit.AccountEntry;
import io.ghostchain.walletkit.PartlySigned;
import io.ghostchain.walletkit.Signing;
import io.ghostchain.walletkit.WalletFile;
import io.ghostchain.walletkit.WalletFileException;
import io.ghostchain.walletkit.WalletSecret;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.keystore.KeystoreException;
import io.ghostchain.zwallet.ExitCode;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.Secrets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signs one transaction with a wallet file; the key is in memory for just that. */
record OfflineSigner(WalletFile wallet, AccountEntry account, TransactionBody body) {
  /** Finds the account that the transaction is of. */
  static OfflineSigner open(Path walletFile, TransactionBody body) {
    WalletFile wallet;
    try {
      wallet = WalletFile.decode(Secrets.wholeFile(walletFile, WalletFile.BYTES));
    } catch (WalletFileException wrong) {
      throw Failure.file(walletFile + ": " + wrong.getMessage());
    }
    AccountEntry account =
        wallet.accounts().stream()
            .filter(entry -> entry.id().equals(body.sender()))
            .findFirst()
            .orElseThrow(() ->
                Failure.usage(
                    "the transaction is of "
                        + body.sender()
                        + ", which "
                        + walletFile
                        + " does not hold"));
    return new OfflineSigner(wallet, account, body);
  }

  /** What would be signed, as names and values: the bytes say it, not the file they came in. */
  List<String> summary() {
    List<String> pairs = new ArrayList<>(List.of("from", body.sender().toString()));
    for (Operation operation : body.operations()) {
      switch (operation) {
        case Transfer transfer -> {
          pairs.add("to");
          pairs.add(amount(transfer) + "  " + transfer.to());
        }
        default -> {
          pairs.add("also");
          pairs.add(operation.kind().name());
        }
      }
    }
    pairs.addAll(
        List.of("highest fee", body.maxFee().format(Genesis.FEE_DECIMALS) + " of the fee asset"));
    pairs.addAll(List.of("chain", Integer.toString(body.chainId())));
    pairs.addAll(List.of("valid until", Instant.ofEpochMilli(body.validUntil()).toString()));
    return pairs;
  }

  /** Signs; wipes the passphrase. */
  Transaction sign(byte[] passphrase, Hash genesisHash, @Nullable Integer rotation) {
    return withKey(passphrase, rotation, key -> Signing.transaction(body, genesisHash, key));
  }

  /** Adds this wallet's signature to those of others; wipes the passphrase. */
  PartlySigned sign(byte[] passphrase, PartlySigned before, @Nullable Integer rotation) {
    return withKey(
        passphrase,
        rotation,
        key -> {
          try {
            return before.sign(key);
          } catch (IllegalArgumentException otherKeys) {
            throw Failure.usage(String.valueOf(otherKeys.getMessage()))
                .hint("give --rotation if the account's key was rotated since the export");
          }
        });
  }

  private <T> T withKey(
      byte[] passphrase, @Nullable Integer rotation, Function<PrivateKey, T> use) {
    char[] text = WalletSecret.chars(passphrase);
    Arrays.fill(passphrase, (byte) 0);
    try (WalletSecret secret = wallet.open(text);
        PrivateKey key =
            secret.key(
                account.scheme(),
                account.index(),
                rotation == null ? account.rotation() : rotation)) {
      return use.apply(key);
    } catch (KeystoreException refused) {
      boolean wrong = refused.fault() == KeystoreException.Fault.NOT_AUTHENTIC;
      throw Failure.of(
          wrong ? ExitCode.LOCKED : ExitCode.FAILURE,
          wrong ? "PASSPHRASE_WRONG" : "BAD_WALLET_FILE",
          String.valueOf(refused.getMessage()));
    } catch (WalletFileException changed) {
      throw Failure.of(ExitCode.FAILURE, "BAD_WALLET_FILE", String.valueOf(changed.getMessage()));
    } finally {
      Arrays.fill(text, '\0');
    }
  }

  private static String amount(Transfer transfer) {
    AssetId asset = transfer.asset();
    return asset.isFee()
        ? transfer.amount().format(Genesis.FEE_DECIMALS) + " of the fee asset"
        : transfer.amount() + " smallest units of " + asset;
  }
}
