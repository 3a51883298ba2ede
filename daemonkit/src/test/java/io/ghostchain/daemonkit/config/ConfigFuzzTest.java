package io.ghostchain.daemonkit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** What an operator writes is a configuration, or is refused with a list of what is wrong. */
class ConfigFuzzTest {
  private static final ConfigLoader<ConfigLoaderTest.Sample> LOADER =
      ConfigLoader.of(ConfigLoaderTest.Sample.class, "SAMPLE");
  private static final List<String> KEYS =
      List.of("data-dir", "cache", "colour", "loud", "names", "seed", "net.port", "net.host");

  @TempDir static Path folder;

  @FuzzTest
  void anyFileIsAConfigurationOrRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("sample.toml");
    Files.write(file, bytes);
    try {
      assertNotNull(LOADER.load(file, Map.of(), Map.of()).value());
    } catch (ConfigException refused) {
      assertFalse(refused.problems().isEmpty());
    }
  }

  /** A value that was taken reads back from what `config show` writes of it. */
  @FuzzTest
  void anyTextIsAValueOrRefused(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String key : KEYS) {
      try {
        var loaded = LOADER.load(null, Map.of(), Map.of(key, text));
        Map<String, String> written = new TreeMap<>();
        loaded.settings().forEach(setting -> written.put(setting.key(), setting.value()));
        assertEquals(loaded.value(), LOADER.load(null, Map.of(), written).value());
      } catch (ConfigException refused) {
        assertFalse(refused.problems().isEmpty());
      }
    }
  }

  @FuzzTest
  void anyTextIsASizeOrRefused(byte[] bytes) {
    try {
      ByteSize size = ByteSize.parse(new String(bytes, StandardCharsets.UTF_8));
      assertEquals(size, ByteSize.parse(size.toString()));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
