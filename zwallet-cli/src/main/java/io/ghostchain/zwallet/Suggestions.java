package io.ghostchain.zwallet;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a person may have meant: one name or none, never a list to choose from. */
final class Suggestions {
  private Suggestions() {}

  /**
   * The one name within two edits of {@code typed}, and within half its length; null if none is.
   */
  static @Nullable String nearest(String typed, Collection<String> names) {
    String best = null;
    int bestDistance = Math.min(2, typed.length() / 2) + 1;
    for (String name : names) {
      int distance = distance(typed, name);
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1);
        least = Math.min(least, table[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, table[i - 2][j - 2] + 1);
        }
        table[i][j] = least;
      }
    }
    return table[a.length()][b.length()];
  }
}
