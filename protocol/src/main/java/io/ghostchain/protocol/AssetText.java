package io.ghostchain.protocol;

import java.nio.charset.StandardCharsets;

/** What an asset's symbol, name and decimals may be. */
final class AssetText {
  private AssetText() {}

  static void check(String symbol, String name, int decimals) {
    checkSymbol(symbol, decimals);
    Require.that(
        StandardCharsets.UTF_8.newEncoder().canEncode(name), "a name of whole characters", name);
    Require.count(
        "a name",
        "bytes of UTF-8",
        name.getBytes(StandardCharsets.UTF_8).length,
        1,
        Limits.NAME_BYTES);
  }

  static void checkSymbol(String symbol, int decimals) {
    Require.that(
        !symbol.isEmpty()
            && symbol.length() <= Limits.SYMBOL_CHARACTERS
            && symbol.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')),
        "a symbol of 1 to " + Limits.SYMBOL_CHARACTERS + " characters of A-Z and 0-9",
        "\"" + symbol + "\"");
    Require.range("decimals", decimals, 0, Limits.DECIMALS);
  }
}
