package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.hd.DerivationPath;
import io.ghostchain.zcrypto.hd.HdScheme;
import io.ghostchain.zcrypto.keystore.KeystoreEntry;
import io.ghostchain.zcrypto.keystore.KeystoreFile;
import io.ghostchain.zcrypto.mnemonic.Mnemonic;
import io.ghostchain.zcrypto.mnemonic.MnemonicLanguage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeExampleTest {
  @Test
  void theExampleOfTheReadmeRuns(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("wallet.key");
    char[] passphrase = "correct horse".toCharArray();
    byte[] message = {1, 2, 3};

    try (var mnemonic = Mnemonic.generate(MnemonicLanguage.ENGLISH, 24);
        var seed = mnemonic.seed(new char[0]);
        var master = HdScheme.of(SignatureScheme.ML_DSA_65).master(seed);
        var account = master.derive(DerivationPath.ofAccount(0, 0));
        var key = account.signingKey()) {
      byte[] signature = key.sign(message);
      boolean holds = key.publicKey().verify(message, signature);
      var entry = new KeystoreEntry("wallet.entropy", SecretBytes.taking(mnemonic.entropy()));
      new KeystoreFile(path).create(entry, passphrase);

      assertTrue(holds);
      try (var opened = new KeystoreFile(path).open(passphrase)) {
        assertEquals("wallet.entropy", opened.label());
        assertTrue(opened.secret().sameAs(entry.secret()));
      }
    }
  }
}
