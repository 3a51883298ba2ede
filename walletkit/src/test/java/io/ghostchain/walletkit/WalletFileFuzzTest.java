package io.ghostchain.walletkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.SignatureScheme;
import java.nio.charset.StandardCharsets;

/** A wallet file from anywhere is a wallet, or is refused with a reason. */
class WalletFileFuzzTest {
  @FuzzTest
  void anyBytesAreAWalletOrRefused(byte[] bytes) throws WalletFileException {
    try {
      WalletFile wallet = WalletFile.decode(bytes);
      assertEquals(wallet, WalletFile.decode(wallet.encode()));
    } catch (WalletFileException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  /** What stands inside the keystore: its writer held the passphrase, and may still be foreign. */
  @FuzzTest
  void anyBytesAreASecretOrRefused(byte[] bytes) {
    try (SecretBytes encoded = SecretBytes.taking(bytes.clone());
        WalletSecret secret = WalletSecret.decode(encoded);
        SecretBytes again = secret.encode();
        WalletSecret reread = WalletSecret.decode(again)) {
      assertArrayEquals(secret.words(), reread.words());
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyNameIsASchemeOrRefused(byte[] bytes) {
    try {
      SignatureScheme scheme = SchemeNames.parse(new String(bytes, StandardCharsets.UTF_8));
      assertEquals(scheme, SchemeNames.parse(SchemeNames.of(scheme)));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
