package io.ghostchain.walletkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zcrypto.keystore.KeystoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WalletFileTest {
  private static final Argon2id CHEAP = new Argon2id(64, 1, 1);
  private static final char[] PASSPHRASE = "correct horse".toCharArray();
  private static final String WORDS =
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

  @Test
  void aWalletComesBackFromItsFile() throws Exception {
    try (WalletSecret secret = WalletSecret.generate(24)) {
      WalletFile wallet = sealed(secret, 2);
      WalletFile again = WalletFile.decode(wallet.encode());
      assertEquals(wallet, again);
      try (WalletSecret opened = again.open(PASSPHRASE)) {
        assertArrayEquals(secret.words(), opened.words());
      }
    }
  }

  @Test
  void theSameWordsGiveTheSameAddresses() throws Exception {
    try (WalletSecret one = words("");
        WalletSecret other = words("");
        WalletSecret withPassphrase = words("TREZOR")) {
      assertEquals(entry(one, 0).id(), entry(other, 0).id());
      assertFalse(entry(one, 0).id().equals(entry(withPassphrase, 0).id()));
      assertFalse(entry(one, 0).id().equals(entry(one, 1).id()));
    }
  }

  @Test
  void aBip39PassphraseSurvivesTheFile() throws Exception {
    try (WalletSecret secret = words("TREZOR")) {
      WalletFile wallet = sealed(secret, 1);
      try (WalletSecret opened = wallet.open(PASSPHRASE)) {
        assertEquals(entry(secret, 0).id(), entry(opened, 0).id());
      }
    }
  }

  @Test
  void anotherPassphraseIsRefusedAsSuch() throws Exception {
    try (WalletSecret secret = words("")) {
      WalletFile wallet = sealed(secret, 1);
      KeystoreException refused =
          assertThrows(KeystoreException.class, () -> wallet.open("wrong one".toCharArray()));
      assertEquals(KeystoreException.Fault.NOT_AUTHENTIC, refused.fault());
    }
  }

  @Test
  void anAccountThatIsNotTheWalletsOwnIsFound() throws Exception {
    try (WalletSecret secret = words("");
        WalletSecret stranger = WalletSecret.generate(12)) {
      WalletFile wallet = sealed(secret, 1).withAccounts(List.of(entry(stranger, 0)));
      WalletFileException refused =
          assertThrows(WalletFileException.class, () -> wallet.open(PASSPHRASE));
      assertTrue(String.valueOf(refused.getMessage()).contains("account 0"));
    }
  }

  @Test
  void anAddressThatDoesNotFitItsKeyIsFoundWithoutThePassphrase() throws Exception {
    try (WalletSecret secret = words("");
        WalletSecret stranger = WalletSecret.generate(12)) {
      String text = new String(sealed(secret, 1).encode(), StandardCharsets.UTF_8);
      String changed =
          text.replace(entry(secret, 0).id().toString(), entry(stranger, 0).id().toString());
      WalletFileException refused =
          assertThrows(
              WalletFileException.class,
              () -> WalletFile.decode(changed.getBytes(StandardCharsets.UTF_8)));
      assertTrue(String.valueOf(refused.getMessage()).contains("address"));
    }
  }

  @Property(cases = 200)
  void aDamagedFileIsRefusedOrStillTheSameWallet(RandomGenerator random) throws Exception {
    byte[] bytes = SAMPLE.clone();
    int at = random.nextInt(bytes.length);
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    try {
      WalletFile decoded = WalletFile.decode(bytes);
      // A label, a time or a rotation may change; the keys may not without the passphrase telling.
      assertEquals(1, decoded.accounts().size());
    } catch (WalletFileException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }

  @Test
  void aClosedSecretHasNoKeys() throws Exception {
    WalletSecret secret = words("");
    secret.close();
    assertTrue(secret.isDestroyed());
    assertThrows(IllegalStateException.class, () -> secret.key(SignatureScheme.ML_DSA_65, 0, 0));
    assertThrows(IllegalStateException.class, secret::words);
  }

  private static final byte[] SAMPLE = sample();

  private static byte[] sample() {
    try (WalletSecret secret = WalletSecret.generate(12)) {
      return sealed(secret, 1).encode();
    }
  }

  private static WalletSecret words(String passphrase) throws Exception {
    return WalletSecret.ofWords(WORDS.toCharArray(), passphrase.toCharArray());
  }

  private static WalletFile sealed(WalletSecret secret, int accounts) {
    List<AccountEntry> entries = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      entries.add(entry(secret, i));
    }
    return WalletFile.seal(1_700_000_000_000L, secret, entries, PASSPHRASE, CHEAP);
  }

  private static AccountEntry entry(WalletSecret secret, int index) {
    try (PrivateKey key = secret.key(SignatureScheme.ML_DSA_44, index, 0)) {
      return new AccountEntry(index, "", key.publicKey(), 0);
    }
  }
}
