package io.ghostchain.zcrypto.mnemonic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.mnemonic.MnemonicException.Fault;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnemonicTest {
  private static final String ABANDON = "abandon ".repeat(11);

  @ParameterizedTest
  @EnumSource
  void theListsAreSoundInEveryLanguage(MnemonicLanguage language) {
    assertEquals(WordList.SIZE, new HashSet<>(language.words()).size());
    for (String word : language.words()) {
      assertEquals(Normalizer.normalize(word, Normalizer.Form.NFKD), word);
      assertEquals(word, language.words().get(WordList.of(language).number(word)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 15, 18, 21, 24})
  void whatIsGeneratedReadsBack(int words) throws MnemonicException {
    for (MnemonicLanguage language : MnemonicLanguage.values()) {
      try (Mnemonic fresh = Mnemonic.generate(language, words);
          Mnemonic read = Mnemonic.parse(language, fresh.sentence())) {
        assertEquals(words, fresh.wordCount());
        assertArrayEquals(fresh.entropy(), read.entropy());
      }
    }
  }

  @Property(cases = 50)
  void theLanguageIsFound(RandomGenerator random) throws MnemonicException {
    List<MnemonicLanguage> all = List.of(MnemonicLanguage.values());
    MnemonicLanguage language = all.get(random.nextInt(all.size()));
    byte[] entropy = new byte[16];
    random.nextBytes(entropy);
    try (Mnemonic written = Mnemonic.ofEntropy(language, entropy);
        Mnemonic read = Mnemonic.parse(written.sentence());
        SecretBytes seed = written.seed(new char[0]);
        SecretBytes found = read.seed(new char[0])) {
      assertArrayEquals(seed.bytes(), found.bytes());
    }
  }

  @Test
  void caseAndSpacesDoNotMatter() throws MnemonicException {
    String typed = "\n  Abandon\t" + "ABANDON  ".repeat(10) + "About\r\n";
    try (Mnemonic read = Mnemonic.parse(typed.toCharArray())) {
      assertArrayEquals(new byte[16], read.entropy());
    }
  }

  @Test
  void aWrongWordIsNamedByItsPlaceAndNotRepeated() {
    var e = fault(ABANDON.substring(8) + "secretword about", Fault.UNKNOWN_WORD);
    assertEquals("word 11 of 12 is not in the list of ENGLISH", e.getMessage());
  }

  @Test
  void aWrongChecksumIsNoticed() {
    fault(ABANDON + "abandon", Fault.CHECKSUM);
    fault(ABANDON + "zoo", Fault.CHECKSUM);
  }

  @Test
  void otherNumbersOfWordsAreRefused() {
    fault("", Fault.WORD_COUNT);
    fault("   ", Fault.WORD_COUNT);
    fault(ABANDON, Fault.WORD_COUNT);
    fault(ABANDON + "abandon about", Fault.WORD_COUNT);
    fault("abandon ".repeat(27), Fault.WORD_COUNT);
    fault("abandon ".repeat(200), Fault.WORD_COUNT);
    assertThrows(
        IllegalArgumentException.class, () -> Mnemonic.generate(MnemonicLanguage.ENGLISH, 13));
    assertThrows(
        IllegalArgumentException.class,
        () -> Mnemonic.ofEntropy(MnemonicLanguage.ENGLISH, new byte[15]));
  }

  @Test
  void aSentenceOfAnotherLanguageIsRefused() {
    var e =
        assertThrows(
            MnemonicException.class,
            () -> Mnemonic.parse(MnemonicLanguage.CZECH, (ABANDON + "about").toCharArray()));
    assertEquals(Fault.UNKNOWN_WORD, e.fault());
  }

  @Test
  void thePassphraseMayBeTypedEitherWay() throws MnemonicException {
    try (Mnemonic mnemonic = Mnemonic.ofEntropy(MnemonicLanguage.ENGLISH, new byte[16]);
        SecretBytes composed = mnemonic.seed("\u00c5ngstr\u00f6m".toCharArray());
        SecretBytes decomposed = mnemonic.seed("A\u030angstro\u0308m".toCharArray());
        SecretBytes none = mnemonic.seed(new char[0])) {
      assertArrayEquals(composed.bytes(), decomposed.bytes());
      assertFalse(composed.sameAs(none));
    }
  }

  @Test
  void aClosedSentenceTellsNothing() {
    Mnemonic mnemonic = Mnemonic.generate(MnemonicLanguage.ENGLISH, 12);
    mnemonic.close();
    assertThrows(IllegalStateException.class, mnemonic::sentence);
    assertThrows(IllegalStateException.class, mnemonic::entropy);
  }

  private static MnemonicException fault(String text, Fault expected) {
    var e = assertThrows(MnemonicException.class, () -> Mnemonic.parse(text.toCharArray()));
    assertEquals(expected, e.fault());
    return e;
  }
}
