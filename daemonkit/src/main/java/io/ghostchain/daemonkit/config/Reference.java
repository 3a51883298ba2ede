package io.ghostchain.daemonkit.config;

/** Writes a schema down for people. */
final class Reference {
  private Reference() {}

  static String markdown(Schema schema) {
    StringBuilder text = new StringBuilder();
    appendTable(text, schema, "");
    schema
        .sections()
        .forEach((section, doc) -> {
          text.append("### `[").append(section).append("]`\n\n").append(doc).append("\n\n");
          appendTable(text, schema, section);
        });
    return text.toString().stripTrailing() + "\n";
  }

  static String toml(Schema schema) {
    StringBuilder text = new StringBuilder();
    appendKeys(text, schema, "");
    schema
        .sections()
        .forEach((section, doc) -> {
          text.append("# ").append(doc).append("\n[").append(section).append("]\n");
          appendKeys(text, schema, section);
        });
    return text.toString().stripTrailing() + "\n";
  }

  private static void appendTable(StringBuilder text, Schema schema, String section) {
    var keys =
        schema.keys().values().stream().filter(key -> sectionOf(key).equals(section)).toList();
    if (keys.isEmpty()) {
      return;
    }
    text.append("| key | value | default | what |\n|---|---|---|---|\n");
    for (Schema.Key key : keys) {
      String fallback = Values.write(key.fallback());
      text.append("| `").append(key.path()).append("` | ");
      text.append(key.type()).append(bounds(key.setting())).append(" | ");
      text.append(fallback.isEmpty() ? "none" : "`" + fallback + "`").append(" | ");
      text.append(key.setting().doc()).append(" |\n");
    }
    text.append('\n');
  }

  private static void appendKeys(StringBuilder text, Schema schema, String section) {
    for (Schema.Key key : schema.keys().values()) {
      if (sectionOf(key).equals(section)) {
        text.append("# ").append(key.setting().doc()).append('\n');
        text.append("# ").append(key.path().substring(key.path().lastIndexOf('.') + 1));
        text.append(" = ").append(literal(key)).append('\n');
      }
    }
    text.append('\n');
  }

  private static String literal(Schema.Key key) {
    Object value = key.fallback();
    String written = Values.write(value);
    return switch (value) {
      case Integer i -> written;
      case Long l -> written;
      case Boolean b -> written;
      case java.util.List<?> list ->
          list.isEmpty() ? "[]" : "[\"" + written.replace(",", "\", \"") + "\"]";
      default -> "\"" + written.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    };
  }

  private static String bounds(Setting setting) {
    if (setting.min().isEmpty() && setting.max().isEmpty()) {
      return "";
    }
    if (setting.max().isEmpty()) {
      return ", at least " + setting.min();
    }
    return setting.min().isEmpty()
        ? ", at most " + setting.max()
        : ", " + setting.min() + " to " + setting.max();
  }

  private static String sectionOf(Schema.Key key) {
    int dot = key.path().lastIndexOf('.');
    return dot < 0 ? "" : key.path().substring(0, dot);
  }
}
