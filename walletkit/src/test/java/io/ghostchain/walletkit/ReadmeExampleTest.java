package io.ghostchain.walletkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.kdf.Argon2id;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {
  @Test
  void theExampleOfTheReadmeRuns() throws Exception {
    long now = 0;
    char[] passphrase = "correct horse".toCharArray();
    try (WalletSecret secret = WalletSecret.generate(24);
        PrivateKey key = secret.key(SignatureScheme.ML_DSA_65, 0, 0)) {
      AccountEntry account = new AccountEntry(0, "main", key.publicKey(), 0);
      WalletFile file =
          WalletFile.seal(now, secret, List.of(account), passphrase, Argon2id.DEFAULT);
      WalletFile again = WalletFile.decode(file.encode());
      try (WalletSecret opened = again.open(passphrase)) {
        assertArrayEquals(secret.words(), opened.words());
      }
    }
  }
}
