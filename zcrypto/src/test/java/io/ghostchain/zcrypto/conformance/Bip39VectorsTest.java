package io.ghostchain.zcrypto.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.hd.ExtendedKey;
import io.ghostchain.zcrypto.hd.HdKey;
import io.ghostchain.zcrypto.hd.HdScheme;
import io.ghostchain.zcrypto.mnemonic.Mnemonic;
import io.ghostchain.zcrypto.mnemonic.MnemonicLanguage;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** BIP-39's cases in twelve languages: entropy, sentence, seed, and the BIP-32 key of the seed. */
class Bip39VectorsTest {
  @Test
  void entropySentenceSeedAndMasterKey() throws Exception {
    var file = new VectorFile("bip/bip39_vectors.json.gz");
    Json json = file.json();
    try (VectorRun run = file.run("BIP-39 and BIP-32 master keys")) {
      run.expect(json.names().stream().mapToInt(name -> json.get(name).size()).sum());
      for (String name : json.names()) {
        MnemonicLanguage language = MnemonicLanguage.valueOf(name.toUpperCase(Locale.ROOT));
        for (Json test : json.get(name)) {
          run.ran();
          check(language, test);
        }
      }
    }
  }

  private static void check(MnemonicLanguage language, Json test) throws Exception {
    byte[] entropy = test.get(0).hex();
    String sentence = test.get(1).text();
    String composed = Normalizer.normalize(sentence, Normalizer.Form.NFC);
    try (Mnemonic written = Mnemonic.ofEntropy(language, entropy);
        Mnemonic read = Mnemonic.parse(language, composed.toCharArray());
        Mnemonic found = Mnemonic.parse(sentence.toCharArray());
        SecretBytes seed = read.seed("TREZOR".toCharArray());
        HdKey master = HdScheme.SECP256K1.master(seed)) {
      assertEquals(
          Normalizer.normalize(sentence, Normalizer.Form.NFKD),
          Normalizer.normalize(new String(written.sentence()), Normalizer.Form.NFKD),
          test.path());
      assertArrayEquals(entropy, read.entropy(), test.path());
      assertEquals(test.get(2).text(), HexFormat.of().formatHex(seed.bytes()), test.path());
      assertArrayEquals(read.sentence(), found.sentence(), test.path());
      assertEquals(test.get(3).text(), new String(ExtendedKey.format(master)), test.path());
    }
  }
}
