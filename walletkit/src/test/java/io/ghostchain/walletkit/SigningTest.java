package io.ghostchain.walletkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Tag;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBuilder;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SigningTest {
  private static final Hash GENESIS = Hash.sha256("a chain".getBytes(StandardCharsets.US_ASCII));
  private static final Hash OTHER = Hash.sha256("another".getBytes(StandardCharsets.US_ASCII));
  private static final byte[] MESSAGE = "I was here".getBytes(StandardCharsets.UTF_8);

  @Test
  void aTransactionIsSignedForOneChain() {
    try (PrivateKey key = SignatureScheme.ML_DSA_44.generate()) {
      VaultReveal reveal = new VaultReveal(Vault.of(key.publicKey()), Bytes.EMPTY);
      AccountId self = reveal.accountId();
      Transaction signed =
          Signing.transaction(
              new TransactionBuilder(7, self)
                  .reveal(reveal)
                  .validUntil(1)
                  .add(new Transfer(self, AssetId.FEE, Amount.of(1)))
                  .build(),
              GENESIS,
              key);
      byte[] signature = signed.witness().signatures().getFirst().copy();
      assertTrue(key.publicKey().verify(Tag.TRANSACTION.message(signed.id(GENESIS)), signature));
      assertFalse(key.publicKey().verify(Tag.TRANSACTION.message(signed.id(OTHER)), signature));
    }
  }

  @Test
  void aMessageIsItsAccountsAndNoOthers() {
    try (PrivateKey key = SignatureScheme.ML_DSA_65.generate();
        PrivateKey stranger = SignatureScheme.ML_DSA_65.generate()) {
      AccountId account = Vault.of(key.publicKey()).accountId(Bytes.EMPTY);
      AccountId other = Vault.of(stranger.publicKey()).accountId(Bytes.EMPTY);
      byte[] signature = Signing.message(account, MESSAGE, key);
      assertTrue(Signing.verifyMessage(account, MESSAGE, key.publicKey(), signature));
      assertFalse(Signing.verifyMessage(other, MESSAGE, key.publicKey(), signature));
      assertFalse(Signing.verifyMessage(account, MESSAGE, stranger.publicKey(), signature));
      assertTrue(Signing.isFirstKey(account, key.publicKey()));
      assertFalse(Signing.isFirstKey(account, stranger.publicKey()));
    }
  }

  @Test
  void schemesAreKnownByTheirNames() {
    assertEquals("ML-DSA-65", SchemeNames.of(SchemeNames.parse("")));
    assertEquals(SignatureScheme.ML_DSA_87, SchemeNames.parse("ML-DSA-87"));
  }
}
