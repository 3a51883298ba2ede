package io.ghostchain.daemonkit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private final ConfigLoader<Sample> loader = ConfigLoader.of(Sample.class, "SAMPLE");
  @TempDir Path folder;

  enum Colour {
    RED,
    DEEP_BLUE
  }

  record Net(
      @Setting(value = "127.0.0.1", doc = "Host.") String host,
      @Setting(value = "9440", min = "0", max = "65535", doc = "Port.") int port,
      @Setting(value = "5s", min = "1ms", max = "1h", doc = "Time.") Duration idleTimeout) {
    Net {
      if (host.isEmpty()) {
        throw new IllegalArgumentException("a host is needed");
      }
    }
  }

  record Sample(
      @Setting(value = "data", doc = "Where data is.") Path dataDir,
      @Setting(value = "64 MiB", doc = "Cache.") ByteSize cache,
      @Setting(value = "red", doc = "Colour.") Colour colour,
      @Setting(value = "false", doc = "Loud.") boolean loud,
      @Setting(value = "a,b", doc = "Names.") List<String> names,
      @Setting(value = "7", doc = "Seed.") long seed,
      @Section("The network.") Net net) {}

  @Test
  void defaultsFillWhatIsAbsent() {
    assertEquals(
        new Sample(
            Path.of("data"),
            new ByteSize(64 << 20),
            Colour.RED,
            false,
            List.of("a", "b"),
            7,
            new Net("127.0.0.1", 9440, Duration.ofSeconds(5))),
        loader.defaults());
  }

  @Test
  void flagsOverrideTheEnvironmentWhichOverridesTheFile() throws Exception {
    Path file = file("seed = 1\ncolour = 'deep-blue'\n[net]\nport = 1\nhost = 'a'\n");
    var loaded =
        loader.load(
            file,
            Map.of("SAMPLE_NET__PORT", "2", "SAMPLE_NET__HOST", "b", "OTHER", "x"),
            Map.of("net.port", "3"));
    assertEquals(1, loaded.value().seed());
    assertEquals("b", loaded.value().net().host());
    assertEquals(3, loaded.value().net().port());
    var origins =
        loaded.settings().stream().map(o -> o.key() + "=" + o.value() + " " + o.origin()).toList();
    assertEquals(
        List.of(
            "data-dir=data default",
            "cache=64 MiB default",
            "colour=deep-blue sample.toml:2:1",
            "loud=false default",
            "names=a,b default",
            "seed=1 sample.toml:1:1",
            "net.host=b environment SAMPLE_NET__HOST",
            "net.port=3 flag",
            "net.idle-timeout=5s default"),
        origins);
  }

  @Test
  void everyFaultIsToldAtOnceWithItsPlace() throws Exception {
    Path file =
        file(
            """
            loud = 'yes'
            cache = '3 parsecs'
            colour = 'green'
            [net]
            prot = 1
            port = 70000
            idle-timeout = 5
            [nett]
            host = 'x'
            """);
    assertEquals(
        List.of(
            "sample.toml:1:1: loud: expected true or false, got \"yes\"",
            "sample.toml:2:1: cache: expected a size such as 512, 64 KiB, 8 MiB or 1 GiB, got \"3"
                + " parsecs\"",
            "sample.toml:3:1: colour: expected one of red, deep-blue, got \"green\"",
            "sample.toml:5:1: net.prot: unknown key, did you mean net.port?",
            "sample.toml:6:1: net.port: expected at most 65535, got 70000",
            "sample.toml:7:1: net.idle-timeout: expected a duration, got 5",
            "sample.toml:8:1: nett: unknown section, did you mean net?",
            "environment SAMPLE_NET__PROT: unknown key, did you mean SAMPLE_NET__PORT?",
            "flag net.hots: unknown key, did you mean net.host?"),
        problems(file, Map.of("SAMPLE_NET__PROT", "1"), Map.of("net.hots", "x")));
  }

  @Test
  void aSyntaxErrorHasLineAndColumn() throws Exception {
    List<String> problems = problems(file("seed = 1\n[net\nport = 1\n"), Map.of(), Map.of());
    assertEquals("sample.toml:2:5: ", problems.getFirst().substring(0, 17));
  }

  @Test
  void whatARecordRefusesIsToldWithItsSection() throws Exception {
    assertEquals(
        List.of("sample.toml:1:1: net: a host is needed"),
        problems(file("[net]\nhost = ''\n"), Map.of(), Map.of()));
  }

  @Test
  void aTableInPlaceOfAValueIsAFault() throws Exception {
    assertEquals(
        "sample.toml:1:1: seed: expected an integer",
        problems(file("[seed]\n"), Map.of(), Map.of()).getFirst().substring(0, 42));
    assertEquals(
        List.of("sample.toml:1:1: net: expected a table"),
        problems(file("net = 3\n"), Map.of(), Map.of()));
  }

  @Test
  void theTemplateLoadsAsTheDefaults() throws Exception {
    String uncommented =
        loader
            .template()
            .lines()
            .filter(l -> !l.startsWith("# ") || l.contains(" = "))
            .map(l -> l.replaceFirst("^# ", ""))
            .reduce("", (a, b) -> a + b + "\n");
    assertEquals(loader.defaults(), loader.load(file(uncommented), Map.of(), Map.of()).value());
  }

  @Test
  void theReferenceNamesEveryKeyWithTypeBoundsAndDefault() {
    String line =
        loader
            .reference()
            .lines()
            .filter(l -> l.startsWith("| `net.port`"))
            .findFirst()
            .orElseThrow();
    assertEquals("| `net.port` | an integer, 0 to 65535 | `9440` | Port. |", line);
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("sample.toml"), text);
  }

  private List<String> problems(
      Path file, Map<String, String> environment, Map<String, String> flags) {
    return assertThrows(ConfigException.class, () -> loader.load(file, environment, flags))
        .problems();
  }
}
