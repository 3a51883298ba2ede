package io.ghostchain.zcrypto.mnemonic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostchain.zcrypto.HashAlgorithm;
import io.ghostchain.zcrypto.Passphrase;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.kdf.Pbkdf2;
import io.ghostchain.zcrypto.mnemonic.MnemonicException.Fault;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A mnemonic sentence (BIP-39): entropy of 16 to 32 bytes and the language of its words. {@link
 * #close} wipes it.
 *
 * <p>Sentences go in and out as {@code char[]}, which the caller wipes.
 */
public final class Mnemonic implements AutoCloseable {
  /** The longest text that {@link #parse(char[])} looks at, in characters. */
  public static final int TEXT_CHARS_MAX = 1024;

  private static final int WORD_BITS = 11;
  private static final int SEED_ITERATIONS = 2048;
  private static final int SEED_BYTES = 64;

  private final MnemonicLanguage language;
  private final SecretBytes entropy;

  private Mnemonic(MnemonicLanguage language, SecretBytes entropy) {
    this.language = language;
    this.entropy = entropy;
  }

  /**
   * A fresh sentence from the system's secure random.
   *
   * @param words 12, 15, 18, 21 or 24
   */
  public static Mnemonic generate(MnemonicLanguage language, int words) {
    if (!isWordCount(words)) {
      throw new IllegalArgumentException(
          "a mnemonic sentence has 12, 15, 18, 21 or 24 words, asked for " + words);
    }
    return new Mnemonic(language, SecretBytes.random(words / 3 * 4));
  }

  /**
   * The sentence of some entropy, which is copied.
   *
   * @throws IllegalArgumentException unless it has 16, 20, 24, 28 or 32 bytes
   */
  public static Mnemonic ofEntropy(MnemonicLanguage language, byte[] entropy) {
    if (entropy.length % 4 != 0 || !isWordCount(entropy.length / 4 * 3)) {
      throw new IllegalArgumentException(
          "a mnemonic sentence stands for 16, 20, 24, 28 or 32 bytes, got " + entropy.length);
    }
    return new Mnemonic(language, SecretBytes.copyOf(entropy));
  }

  /**
   * Reads a sentence in whichever language it is. Case, the form of accents and the kind and number
   * of spaces do not matter. A sentence that is right in two languages (Chinese) gives the same
   * seed in both; it is taken to be in the first.
   */
  public static Mnemonic parse(char[] text) throws MnemonicException {
    char[] normal = normalised(text);
    try {
      MnemonicException nearest = null;
      int known = -1;
      for (MnemonicLanguage language : MnemonicLanguage.values()) {
        int[] numbers = numbers(language, normal);
        try {
          return ofNumbers(language, numbers);
        } catch (MnemonicException e) {
          int here = knownPrefix(numbers);
          if (here > known) {
            known = here;
            nearest = e;
          }
        } finally {
          Arrays.fill(numbers, 0);
        }
      }
      throw nearest == null ? wordCount(0) : nearest;
    } finally {
      Arrays.fill(normal, '\0');
    }
  }

  /** Reads a sentence in a language that is known. */
  public static Mnemonic parse(MnemonicLanguage language, char[] text) throws MnemonicException {
    char[] normal = normalised(text);
    int[] numbers = numbers(language, normal);
    try {
      return ofNumbers(language, numbers);
    } finally {
      Arrays.fill(normal, '\0');
      Arrays.fill(numbers, 0);
    }
  }

  /** The language of the words. */
  public MnemonicLanguage language() {
    return language;
  }

  /** How many words the sentence has. */
  public int wordCount() {
    return entropy.length() / 4 * 3;
  }

  /** A copy of the entropy, which the caller wipes. */
  public byte[] entropy() {
    return entropy.bytes();
  }

  /** The sentence as it is shown, in NFKD; Japanese has ideographic spaces. */
  public char[] sentence() {
    return sentence(language.separator());
  }

  /**
   * The 64-byte seed of keys.
   *
   * @param passphrase may be empty; another one gives another, equally valid seed
   */
  public SecretBytes seed(char[] passphrase) {
    char[] sentence = sentence(' ');
    byte[] password = Passphrase.utf8(sentence);
    byte[] extension = Passphrase.utf8(passphrase);
    byte[] prefix = "mnemonic".getBytes(US_ASCII);
    byte[] salt = Arrays.copyOf(prefix, prefix.length + extension.length);
    System.arraycopy(extension, 0, salt, prefix.length, extension.length);
    try {
      return Pbkdf2.HMAC_SHA_512.derive(password, salt, SEED_ITERATIONS, SEED_BYTES);
    } finally {
      Arrays.fill(sentence, '\0');
      Arrays.fill(password, (byte) 0);
      Arrays.fill(extension, (byte) 0);
      Arrays.fill(salt, (byte) 0);
    }
  }

  /** Wipes the entropy. Closing twice is harmless. */
  @Override
  public void close() {
    entropy.close();
  }

  /** Language and length only. */
  @Override
  public String toString() {
    return "Mnemonic[" + language + ", " + wordCount() + " words]";
  }

  private char[] sentence(char separator) {
    byte[] bits = entropy.lend(Mnemonic::withChecksum);
    WordList list = WordList.of(language);
    int[] numbers = new int[wordCount()];
    int length = numbers.length - 1;
    for (int i = 0; i < numbers.length; i++) {
      for (int bit = i * WORD_BITS; bit < (i + 1) * WORD_BITS; bit++) {
        numbers[i] = numbers[i] << 1 | (bits[bit >> 3] >> (7 - (bit & 7)) & 1);
      }
      length += list.word(numbers[i]).length();
    }
    char[] sentence = new char[length];
    int at = 0;
    for (int number : numbers) {
      if (at > 0) {
        sentence[at++] = separator;
      }
      String word = list.word(number);
      word.getChars(0, word.length(), sentence, at);
      at += word.length();
    }
    Arrays.fill(bits, (byte) 0);
    Arrays.fill(numbers, 0);
    return sentence;
  }

  private static Mnemonic ofNumbers(MnemonicLanguage language, int[] numbers)
      throws MnemonicException {
    int unknown = knownPrefix(numbers);
    if (unknown < numbers.length) {
      throw new MnemonicException(
          Fault.UNKNOWN_WORD,
          "word " + (unknown + 1) + " of " + numbers.length + " is not in the list of " + language);
    }
    if (!isWordCount(numbers.length)) {
      throw wordCount(numbers.length);
    }
    byte[] bits = new byte[(numbers.length * WORD_BITS + 7) / 8];
    for (int bit = 0; bit < numbers.length * WORD_BITS; bit++) {
      int value = numbers[bit / WORD_BITS] >> (WORD_BITS - 1 - bit % WORD_BITS) & 1;
      bits[bit >> 3] |= (byte) (value << (7 - (bit & 7)));
    }
    byte[] entropy = Arrays.copyOf(bits, numbers.length / 3 * 4);
    byte[] expected = withChecksum(entropy);
    boolean sound = MessageDigest.isEqual(expected, bits);
    Arrays.fill(bits, (byte) 0);
    Arrays.fill(expected, (byte) 0);
    if (!sound) {
      Arrays.fill(entropy, (byte) 0);
      throw new MnemonicException(
          Fault.CHECKSUM,
          "the checksum of the "
              + numbers.length
              + " words is wrong: a word is mistaken or two are swapped");
    }
    return new Mnemonic(language, SecretBytes.taking(entropy));
  }

  /** The entropy, then as many bits of its SHA-256 as it has words of 32 bits, then zeros. */
  private static byte[] withChecksum(byte[] entropy) {
    byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
    int checksumBits = entropy.length / 4;
    byte first = HashAlgorithm.SHA_256.hash(entropy)[0];
    bits[entropy.length] = (byte) (first & 0xff << (8 - checksumBits));
    return bits;
  }

  private static boolean isWordCount(int words) {
    return words % 3 == 0 && words >= 12 && words <= 24;
  }

  private static char[] normalised(char[] text) throws MnemonicException {
    if (text.length > TEXT_CHARS_MAX) {
      throw new MnemonicException(
          Fault.WORD_COUNT,
          "a mnemonic sentence has at most " + TEXT_CHARS_MAX + " characters, got " + text.length);
    }
    char[] normal = Passphrase.nfkd(text);
    for (int i = 0; i < normal.length; i++) {
      normal[i] = Character.toLowerCase(normal[i]);
    }
    return normal;
  }

  /** The numbers of the words of a text, -1 for those that are not in the list. */
  private static int[] numbers(MnemonicLanguage language, char[] text) {
    WordList list = WordList.of(language);
    int[] numbers = new int[text.length / 2 + 1];
    int count = 0;
    for (int start = 0; start < text.length; ) {
      if (Character.isWhitespace(text[start])) {
        start++;
        continue;
      }
      int end = start;
      while (end < text.length && !Character.isWhitespace(text[end])) {
        end++;
      }
      numbers[count++] = list.number(CharBuffer.wrap(text, start, end - start));
      start = end;
    }
    int[] exact = Arrays.copyOf(numbers, count);
    Arrays.fill(numbers, 0);
    return exact;
  }

  private static int knownPrefix(int[] numbers) {
    int known = 0;
    while (known < numbers.length && numbers[known] >= 0) {
      known++;
    }
    return known;
  }

  private static MnemonicException wordCount(int words) {
    return new MnemonicException(
        Fault.WORD_COUNT, "a mnemonic sentence has 12, 15, 18, 21 or 24 words, got " + words);
  }
}
