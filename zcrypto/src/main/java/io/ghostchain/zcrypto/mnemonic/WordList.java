package io.ghostchain.zcrypto.mnemonic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One language's words, by number and by text. Read from the resources when first asked for. */
final class WordList {
  /** How many words a list has: 11 bits each. */
  static final int SIZE = 2048;

  private static final Map<MnemonicLanguage, WordList> LISTS =
      new EnumMap<>(MnemonicLanguage.class);

  private final List<String> words;

  /** The numbers of the words, in the order of their texts. */
  private final Integer[] sorted;

  private WordList(List<String> words) {
    this.words = words;
    this.sorted = new Integer[words.size()];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(sorted, Comparator.comparing(words::get));
  }

  static WordList of(MnemonicLanguage language) {
    synchronized (LISTS) {
      return LISTS.computeIfAbsent(language, WordList::load);
    }
  }

  List<String> words() {
    return words;
  }

  String word(int number) {
    return words.get(number);
  }

  /** The number of a word in NFKD, or -1. Takes a view of characters, so that no string is made. */
  int number(CharSequence word) {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = CharSequence.compare(words.get(sorted[middle]), word);
      if (order == 0) {
        return sorted[middle];
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private static WordList load(MnemonicLanguage language) {
    String name = language.name().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in = WordList.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the word list " + name + " is missing from the jar");
      }
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String> words = reader.lines().toList();
      if (words.size() != SIZE) {
        throw new IllegalStateException(name + " has " + words.size() + " words, expected " + SIZE);
      }
      return new WordList(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
