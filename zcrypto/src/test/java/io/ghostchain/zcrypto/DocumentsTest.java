package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about this module name classes that exist. */
class DocumentsTest {
  private static final Pattern CLASS =
      Pattern.compile("`(io\\.ghostchain\\.zcrypto\\.[a-z.]*[A-Z][A-Za-z0-9]*)`");

  @ParameterizedTest
  @ValueSource(strings = {"keystore.md", "keys.md", "verification.md"})
  void everyClassInTheTableExists(String page) throws IOException, ClassNotFoundException {
    String text = Files.readString(Path.of("..", "docs", "internals", page));
    List<String> names = CLASS.matcher(text).results().map(match -> match.group(1)).toList();
    assertFalse(names.isEmpty(), page + " names no class");
    for (String name : names) {
      Class.forName(name);
    }
  }
}
