package io.ghostchain.daemonkit.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads a configuration of one type. Flags override the environment, which overrides the file,
 * which overrides the defaults. The key {@code net.port} is {@code GHOSTD_NET__PORT} in the
 * environment.
 */
public final class ConfigLoader<T extends Record> {
  private final Class<T> type;
  private final String environmentPrefix;
  private final Schema schema;

  private ConfigLoader(Class<T> type, String environmentPrefix) {
    this.type = type;
    this.environmentPrefix = environmentPrefix + "_";
    this.schema = new Schema(type);
  }

  /**
   * A loader.
   *
   * @param environmentPrefix the program's name in capitals, without the underscore
   * @throws IllegalStateException if a component of the records is neither a setting nor a section
   */
  public static <T extends Record> ConfigLoader<T> of(Class<T> type, String environmentPrefix) {
    return new ConfigLoader<>(type, environmentPrefix);
  }

  /**
   * Loads.
   *
   * @param file null for none
   * @param environment variables without the prefix are ignored; unknown ones with it are faults
   * @param flags values by dotted key
   * @throws ConfigException with every fault found
   * @throws IOException if the file cannot be read
   */
  public LoadedConfig<T> load(
      @Nullable Path file, Map<String, String> environment, Map<String, String> flags)
      throws ConfigException, IOException {
    var reading = new Reading();
    if (file != null) {
      reading.file(file);
    }
    reading.environment(environment);
    reading.flags(flags);
    return reading.finish();
  }

  /** The defaults alone. */
  public T defaults() {
    try {
      return load(null, Map.of(), Map.of()).value();
    } catch (ConfigException | IOException e) {
      throw new IllegalStateException("the defaults of " + type.getSimpleName() + " are wrong", e);
    }
  }

  /** Every key as a Markdown table a section, for the operator's manual. */
  public String reference() {
    return Reference.markdown(schema);
  }

  /** A file with every key set to its default and its documentation above it. */
  public String template() {
    return Reference.toml(schema);
  }

  private String variable(String key) {
    return environmentPrefix + key.replace(".", "__").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** One load: values, where they came from, and faults so far. */
  private final class Reading {
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, String> sectionOrigins = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    void file(Path file) throws IOException {
      String name = String.valueOf(file.getFileName());
      TomlParseResult toml;
      try {
        toml = Toml.parse(file);
      } catch (CharacterCodingException notText) {
        problems.add(name + ": expected UTF-8");
        return;
      }
      for (TomlParseError error : toml.errors()) {
        problems.add(at(name, error.position()) + ": " + error.getMessage());
      }
      if (toml.hasErrors()) {
        return;
      }
      for (List<String> path : toml.keyPathSet(true)) {
        String key = String.join(".", path);
        String where = at(name, toml.inputPositionOf(path));
        Object raw = toml.get(path);
        if (schema.sections().containsKey(key)) {
          sectionOrigins.putIfAbsent(key, where);
          if (!(raw instanceof TomlTable)) {
            problems.add(where + ": " + key + ": expected a table");
          }
        } else if (schema.keys().containsKey(key)) {
          set(key, Objects.requireNonNull(raw), where, where + ": " + key);
        } else if (path.size() == 1 || isKnownSection(path)) {
          problems.add(
              where
                  + ": "
                  + key
                  + ": unknown "
                  + (raw instanceof TomlTable ? "section" : "key")
                  + suggestion(key));
        }
      }
    }

    void environment(Map<String, String> environment) {
      Map<String, String> keysByVariable = new LinkedHashMap<>();
      schema.keys().keySet().forEach(key -> keysByVariable.put(variable(key), key));
      new TreeMap<>(environment)
          .forEach((name, text) -> {
            String key = keysByVariable.get(name);
            if (key != null) {
              set(key, text, "environment " + name, "environment " + name);
            } else if (name.startsWith(environmentPrefix)) {
              problems.add(
                  "environment "
                      + name
                      + ": unknown key"
                      + Nearest.to(name, keysByVariable.keySet())
                          .map(near -> ", did you mean " + near + "?")
                          .orElse(""));
            }
          });
    }

    void flags(Map<String, String> flags) {
      flags.forEach((key, text) -> {
        if (schema.keys().containsKey(key)) {
          set(key, text, "flag", "flag " + key);
        } else {
          problems.add("flag " + key + ": unknown key" + suggestion(key));
        }
      });
    }

    LoadedConfig<T> finish() throws ConfigException {
      Record built =
          schema.build(
              key -> values.computeIfAbsent(key, k -> key(k).fallback()),
              (section, message) -> {
                String where = sectionOrigins.get(section);
                problems.add((where == null ? "" : where + ": ") + section + ": " + message);
              });
      if (!problems.isEmpty() || built == null) {
        throw new ConfigException(problems);
      }
      List<LoadedConfig.Origin> settings = new ArrayList<>();
      for (String key : schema.keys().keySet()) {
        settings.add(
            new LoadedConfig.Origin(
                key,
                Values.write(Objects.requireNonNull(values.get(key))),
                origins.getOrDefault(key, "default")));
      }
      return new LoadedConfig<>(type.cast(built), settings);
    }

    private void set(String key, Object raw, String origin, String complaint) {
      try {
        values.put(key, key(key).read(raw));
        origins.put(key, origin);
      } catch (IllegalArgumentException e) {
        problems.add(complaint + ": " + e.getMessage());
      }
    }

    private Schema.Key key(String path) {
      return Objects.requireNonNull(schema.keys().get(path));
    }

    /** A key in an unknown section is not reported beside the section itself. */
    private boolean isKnownSection(List<String> path) {
      return schema.sections().containsKey(String.join(".", path.subList(0, path.size() - 1)));
    }

    private String suggestion(String key) {
      List<String> known = new ArrayList<>(schema.keys().keySet());
      known.addAll(schema.sections().keySet());
      return Nearest.to(key, known).map(near -> ", did you mean " + near + "?").orElse("");
    }

    private static String at(String name, @Nullable TomlPosition position) {
      return position == null ? name : name + ":" + position.line() + ":" + position.column();
    }
  }
}
