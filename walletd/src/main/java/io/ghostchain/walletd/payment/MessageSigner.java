package io.ghostchain.walletd.payment;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.wallet.v1.SignMessageResponse;
import io.ghostchain.api.wallet.v1.VerifyMessageRequest;
import io.ghostchain.api.wallet.v1.VerifyMessageResponse;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.keys.OwnAccount;
import io.ghostchain.walletd.keys.Wallets;
import io.ghostchain.walletkit.SchemeNames;
import io.ghostchain.walletkit.Signing;
import io.ghostchain.zcrypto.PublicKey;
import java.util.Optional;

/**
 * Signs messages with an account's present key, and checks those of others: the signature by
 * itself, and the key by what the chain says of the account.
 */
public final class MessageSigner {
  private final NodeLink node;
  private final Wallets wallets;
  private final AccountKeys keys;

  /** A signer for these wallets. */
  public MessageSigner(NodeLink node, Wallets wallets) {
    this.node = node;
    this.wallets = wallets;
    this.keys = new AccountKeys(wallets);
  }

  /**
   * Signs with the key that the chain says is the account's; while the node is away with the one
   * that the wallet last knew to be.
   */
  public SignMessageResponse sign(OwnAccount account, byte[] message) {
    return wallets.withKey(
        account,
        rotation(account),
        key ->
            SignMessageResponse.newBuilder()
                .setAddress(account.id().toString())
                .setScheme(SchemeNames.of(key.scheme()))
                .setPublicKey(ByteString.copyFrom(key.publicKey().raw()))
                .setSignature(ByteString.copyFrom(Signing.message(account.id(), message, key)))
                .build());
  }

  private int rotation(OwnAccount account) {
    Optional<Vault> vault;
    try {
      vault = vault(account.id());
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.UNREACHABLE) {
        return account.entry().rotation();
      }
      throw refused;
    }
    return keys.anyRotation(account, vault.orElse(null));
  }

  /** Whether the message is the account's. */
  public VerifyMessageResponse verify(VerifyMessageRequest request) {
    AccountId account = Wire.address("address", request.getAddress());
    PublicKey key;
    try {
      key =
          PublicKey.of(
              SchemeNames.parse(request.getScheme()), request.getPublicKey().toByteArray());
    } catch (IllegalArgumentException malformed) {
      throw Refusal.invalid("MALFORMED", String.valueOf(malformed.getMessage()));
    }
    if (!Signing.verifyMessage(
        account, request.getMessage().toByteArray(), key, request.getSignature().toByteArray())) {
      return invalid("the signature is not this key's over this message and address");
    }
    return isKeyOf(account, key)
        ? VerifyMessageResponse.newBuilder().setValid(true).build()
        : invalid("the signature holds, but the key is not one of the account's");
  }

  /**
   * By the chain where the account's vault is on it; before that by the id, which is a hash of the
   * first vault.
   */
  private boolean isKeyOf(AccountId account, PublicKey key) {
    return vault(account)
        .map(vault ->
            vault.entries().stream()
                .anyMatch(entry -> !entry.isSession() && entry.key().equals(key)))
        .orElseGet(() -> Signing.isFirstKey(account, key));
  }

  /** The account's vault on the chain, if it is there yet. */
  private Optional<Vault> vault(AccountId account) {
    AccountState state =
        node.call(stub ->
            stub.getAccount(
                GetAccountRequest.newBuilder().setAccount(Wire.bytes(account)).build()));
    try {
      return state.getVaultVersion() == 0
          ? Optional.empty()
          : Optional.of(Vault.decode(state.getVault().toByteArray()));
    } catch (DecodeException malformed) {
      throw Refusal.state("BAD_NODE", "the node's answer is malformed: " + malformed.getMessage());
    }
  }

  private static VerifyMessageResponse invalid(String reason) {
    return VerifyMessageResponse.newBuilder().setReason(reason).build();
  }
}
