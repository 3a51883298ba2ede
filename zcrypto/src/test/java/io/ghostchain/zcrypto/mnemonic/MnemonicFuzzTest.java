package io.ghostchain.zcrypto.mnemonic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text is refused with a reason, or is a sentence that reads back. */
class MnemonicFuzzTest {
  @FuzzTest
  void anyTextIsASentenceOrRefused(byte[] text) {
    try (Mnemonic read = Mnemonic.parse(new String(text, UTF_8).toCharArray());
        Mnemonic again = Mnemonic.parse(read.language(), read.sentence())) {
      assertArrayEquals(read.entropy(), again.entropy());
    } catch (MnemonicException refused) {
      refused.fault();
    }
  }
}
