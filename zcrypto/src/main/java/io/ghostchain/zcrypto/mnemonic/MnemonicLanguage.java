package io.ghostchain.zcrypto.mnemonic;

import java.util.List;

/** A language that sentences can be in: the twelve that BIP-39's own test vectors cover. */
public enum MnemonicLanguage {
  /** English, the only one that every wallet reads. */
  ENGLISH,
  /** Simplified Chinese; shares many characters with the traditional list. */
  CHINESE_SIMPLIFIED,
  /** Traditional Chinese. */
  CHINESE_TRADITIONAL,
  /** Czech. */
  CZECH,
  /** French. */
  FRENCH,
  /** Italian. */
  ITALIAN,
  /** Japanese, whose sentences are written with ideographic spaces. */
  JAPANESE,
  /** Korean. */
  KOREAN,
  /** Portuguese. */
  PORTUGUESE,
  /** Spanish. */
  SPANISH,
  /** Russian. */
  RUSSIAN,
  /** Turkish. */
  TURKISH;

  /** The 2,048 words in the order of their numbers, in NFKD. */
  public List<String> words() {
    return WordList.of(this).words();
  }

  /** What stands between two words of a sentence that is shown. */
  char separator() {
    return this == JAPANESE ? '\u3000' : ' ';
  }
}
