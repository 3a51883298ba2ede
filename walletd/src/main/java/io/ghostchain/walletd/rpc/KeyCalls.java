package io.ghostchain.walletd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.CreateWalletRequest;
import io.ghostchain.api.wallet.v1.CreateWalletResponse;
import io.ghostchain.api.wallet.v1.RestoreWalletRequest;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.keys.OwnAccount;
import io.ghostchain.walletd.keys.Wallets;
import io.ghostchain.walletd.payment.Wire;
import io.ghostchain.walletkit.AccountEntry;
import io.ghostchain.walletkit.SchemeNames;
import io.ghostchain.zcrypto.SignatureScheme;
import java.time.Duration;
import java.time.Instant;

/** Wallets and accounts, between the wire and the domain. */
final class KeyCalls {
  private static final int WORDS_DEFAULT = 24;
  private static final Duration UNLOCK_DEFAULT = Duration.ofMinutes(5);

  private final Wallets wallets;

  KeyCalls(Wallets wallets) {
    this.wallets = wallets;
  }

  CreateWalletResponse create(CreateWalletRequest request) {
    CreateWalletResponse.Builder response = CreateWalletResponse.newBuilder();
    Wallets.View made =
        Secrets.use(
            request.getPassphrase(),
            passphrase ->
                wallets.create(
                    request.getName(),
                    passphrase,
                    request.getWords() == 0 ? WORDS_DEFAULT : request.getWords(),
                    scheme(request.getScheme()),
                    words -> response.setMnemonic(Secrets.wire(words))));
    return response.setWallet(wire(made)).build();
  }

  Wallet restore(RestoreWalletRequest request) {
    int accounts = request.getAccounts() == 0 ? 1 : request.getAccounts();
    Wallets.View restored =
        Secrets.use(
            request.getPassphrase(),
            passphrase ->
                Secrets.use(
                    request.getMnemonic(),
                    words ->
                        Secrets.use(
                            request.getMnemonicPassphrase(),
                            more ->
                                wallets.restore(
                                    request.getName(),
                                    passphrase,
                                    words,
                                    more,
                                    scheme(request.getScheme()),
                                    accounts))));
    return wire(restored);
  }

  long unlock(String name, ByteString passphrase, long forMillis) {
    Duration duration = forMillis == 0 ? UNLOCK_DEFAULT : Duration.ofMillis(forMillis);
    return Secrets.use(passphrase, text -> wallets.unlock(name, text, duration)).toEpochMilli();
  }

  OwnAccount account(AccountRef ref) {
    return wallets.account(ref.getWallet(), ref.getIndex());
  }

  static SignatureScheme scheme(String name) {
    try {
      return SchemeNames.parse(name);
    } catch (IllegalArgumentException unknown) {
      throw Refusal.invalid("BAD_SCHEME", String.valueOf(unknown.getMessage()));
    }
  }

  static Wallet wire(Wallets.View view) {
    Wallet.Builder wallet =
        Wallet.newBuilder()
            .setName(view.name())
            .setUnlocked(view.unlockedUntil().isPresent())
            .setUnlockedUntil(view.unlockedUntil().map(Instant::toEpochMilli).orElse(0L))
            .setCreated(view.file().created());
    view.file().accounts().forEach(entry -> wallet.addAccounts(wire(entry)));
    return wallet.build();
  }

  static Account wire(AccountEntry entry) {
    return Account.newBuilder()
        .setIndex(entry.index())
        .setLabel(entry.label())
        .setId(Wire.bytes(entry.id()))
        .setAddress(entry.id().toString())
        .setScheme(SchemeNames.of(entry.scheme()))
        .setRotation(entry.rotation())
        .build();
  }
}
