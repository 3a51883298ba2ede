package io.ghostchain.zwallet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * The settings in force and where each comes from. An option beats the environment, which beats the
 * profile, which beats the default.
 */
public final class Settings {
  private static final String PROFILE_VARIABLE = "ZWALLET_PROFILE";
  private static final String CONFIG_VARIABLE = "ZWALLET_CONFIG";

  /** A value and where it comes from, in words. */
  public record Value(String text, String origin) {}

  private final Map<Setting, Value> values;
  private final Path file;
  private final String profile;

  private Settings(Map<Setting, Value> values, Path file, String profile) {
    this.values = values;
    this.file = file;
    this.profile = profile;
  }

  /**
   * Reads the settings.
   *
   * @param options what the command line gave
   * @param chosenProfile the profile that the command line named
   * @throws Failure if the settings file is not what it should be, saying where
   */
  static Settings read(
      Map<Setting, String> options, @Nullable String chosenProfile, Map<String, String> env) {
    Path file = file(env);
    String asked = chosenProfile != null ? chosenProfile : env.get(PROFILE_VARIABLE);
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    values.put(Setting.ENDPOINT_FILE, new Value(defaultEndpoint(env).toString(), "default"));
    values.put(Setting.OUTPUT, new Value("text", "default"));
    values.put(Setting.TIMEOUT, new Value("30s", "default"));
    String profile = fromFile(file, asked, values);
    for (Setting setting : Setting.values()) {
      String variable = env.get(setting.variable());
      if (variable != null && !variable.isEmpty()) {
        values.put(setting, new Value(variable, "environment " + setting.variable()));
      }
      String option = options.get(setting);
      if (option != null) {
        values.put(setting, new Value(option, "option --" + setting.key()));
      }
    }
    return new Settings(values, file, profile);
  }

  /** The value in force, or null. */
  public @Nullable String get(Setting setting) {
    Value value = values.get(setting);
    return value == null ? null : value.text();
  }

  /** The value in force of a setting that has a default. */
  public String require(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw Failure.usage("the setting " + setting.key() + " is not set");
    }
    return value.text();
  }

  /** The value in force with where it comes from, or null. */
  public @Nullable Value value(Setting setting) {
    return values.get(setting);
  }

  /** The settings file, which need not exist. */
  public Path file() {
    return file;
  }

  /** The profile in force. */
  public String profile() {
    return profile;
  }

  private static Path file(Map<String, String> env) {
    String named = env.get(CONFIG_VARIABLE);
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    return base(env, "XDG_CONFIG_HOME", ".config").resolve("zwallet").resolve("config.toml");
  }

  /** Where walletd keeps its data when a person starts it without saying where. */
  private static Path defaultEndpoint(Map<String, String> env) {
    return base(env, "XDG_DATA_HOME", ".local/share").resolve("walletd/walletd.endpoint");
  }

  private static Path base(Map<String, String> env, String variable, String underHome) {
    String named = env.get(variable);
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    return Path.of(env.getOrDefault("HOME", ".")).resolve(underHome);
  }

  private static String fromFile(Path file, @Nullable String asked, Map<Setting, Value> values) {
    if (!Files.exists(file)) {
      if (asked != null && !asked.equals("default")) {
        throw Failure.usage(
            "no profile " + asked + ": the settings file " + file + " does not exist");
      }
      return asked == null ? "default" : asked;
    }
    TomlParseResult toml = parse(file);
    for (String key : toml.keySet()) {
      if (!key.equals("profile") && !key.equals("profiles")) {
        throw at(
            file,
            toml.inputPositionOf(List.of(key)),
            key + ": unknown key; known are profile and profiles");
      }
    }
    String chosen = asked;
    if (chosen == null) {
      chosen = toml.get("profile") instanceof String named ? named : "default";
    }
    TomlTable profiles = toml.get("profiles") instanceof TomlTable table ? table : null;
    Object profile = profiles == null ? null : profiles.get(List.of(chosen));
    if (profile instanceof TomlTable table) {
      readProfile(file, chosen, table, values);
    } else if (asked != null || !chosen.equals("default")) {
      throw Failure.usage(
          file
              + " has no profile "
              + chosen
              + "; it has "
              + (profiles == null
                  ? "none"
                  : String.join(", ", new TreeMap<>(profiles.toMap()).keySet())));
    }
    return chosen;
  }

  private static void readProfile(
      Path file, String profile, TomlTable table, Map<Setting, Value> values) {
    for (String key : table.keySet()) {
      TomlPosition position = table.inputPositionOf(List.of(key));
      Setting setting = find(key);
      if (setting == null) {
        String near =
            Suggestions.nearest(key, List.of(Setting.values()).stream().map(Setting::key).toList());
        throw at(
            file,
            position,
            "profiles."
                + profile
                + "."
                + key
                + ": unknown key"
                + (near == null ? "" : ", did you mean " + near + "?"));
      }
      Object value = table.get(List.of(key));
      if (!(value instanceof String) && !(value instanceof Long)) {
        throw at(file, position, "profiles." + profile + "." + key + ": expected a text");
      }
      values.put(setting, new Value(value.toString(), "profile " + profile + " in " + file));
    }
  }

  private static @Nullable Setting find(String key) {
    for (Setting setting : Setting.values()) {
      if (setting.key().equals(key)) {
        return setting;
      }
    }
    return null;
  }

  private static TomlParseResult parse(Path file) {
    TomlParseResult toml;
    try {
      toml = Toml.parse(file);
    } catch (IOException unreadable) {
      throw Failure.file("cannot read the settings file " + file + ": " + unreadable.getMessage());
    }
    if (toml.hasErrors()) {
      var first = toml.errors().getFirst();
      throw at(file, first.position(), String.valueOf(first.getMessage()));
    }
    return toml;
  }

  private static Failure at(Path file, @Nullable TomlPosition position, String message) {
    String where = position == null ? "" : ":" + position.line() + ":" + position.column();
    return Failure.of(ExitCode.USAGE, "SETTINGS", file + where + ": " + message);
  }
}
