package io.ghostchain.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of one benchmark: printed as a table for a person, written as JSON for a program. */
public final class Report {
  private final String name;
  private final List<Figure> figures = new ArrayList<>();

  Report(String name) {
    this.name = name;
  }

  /**
   * A measured figure.
   *
   * @param peer what stands beside it, measured in the same run
   */
  public void add(String id, double value, String unit, String peer, String note) {
    figures.add(new Figure(id, value, unit, peer, note));
  }

  /** A figure that could not be had on this machine, with the reason. */
  public void absent(String id, String unit, String reason) {
    figures.add(new Figure(id, null, unit, "", reason));
  }

  void print(PrintStream out) {
    int widest = figures.stream().mapToInt(figure -> figure.id().length()).max().orElse(0);
    out.printf(Locale.ROOT, "%n%s, %s%n", name, Machine.describe());
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "  %-" + Math.max(widest, 1) + "s %12s %-8s %-34s %s%n",
          figure.id(),
          format(figure.value()),
          figure.unit(),
          figure.peer(),
          figure.note());
    }
  }

  /** Writes {@code directory/NAME.json}, as docs/benchmarks.md describes it. */
  void write(Path directory, String commit) {
    StringBuilder json = new StringBuilder(1024);
    json.append("{\n  \"name\": ").append(quote(name));
    json.append(",\n  \"date\": ").append(quote(LocalDate.now(ZoneOffset.UTC).toString()));
    json.append(",\n  \"commit\": ").append(quote(commit));
    json.append(",\n  \"machine\": ").append(Machine.json());
    json.append(",\n  \"figures\": [");
    for (int i = 0; i < figures.size(); i++) {
      Figure figure = figures.get(i);
      json.append(i == 0 ? "\n" : ",\n")
          .append("    {\"id\": ")
          .append(quote(figure.id()))
          .append(", \"value\": ")
          .append(figure.value() == null ? "null" : format(figure.value()))
          .append(", \"unit\": ")
          .append(quote(figure.unit()))
          .append(", \"peer\": ")
          .append(quote(figure.peer()))
          .append(", \"note\": ")
          .append(quote(figure.note()))
          .append('}');
    }
    json.append("\n  ]\n}\n");
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(name + ".json"), json.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the results to " + directory, e);
    }
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> {
          if (c < 0x20) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** Three significant digits below a thousand, whole numbers above. */
  private static String format(@Nullable Double value) {
    if (value == null) {
      return "-";
    }
    double magnitude = Math.abs(value);
    String pattern = magnitude >= 1000 ? "%.0f" : magnitude >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
