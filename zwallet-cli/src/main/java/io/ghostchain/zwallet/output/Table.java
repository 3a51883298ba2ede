package io.ghostchain.zwallet.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines in columns as wide as their widest cell, two spaces apart. Cells of numbers stand to the
 * right.
 */
public final class Table {
  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> heads) {
    this.heads = heads;
  }

  /**
   * A table with a head over each column; a head that starts with {@code >} sets its column to the
   * right.
   */
  public static Table of(String... heads) {
    return new Table(List.of(heads));
  }

  /**
   * Adds a line.
   *
   * @throws IllegalArgumentException unless it has a cell for each column
   */
  public Table row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(heads.size() + " columns, " + cells.length + " cells");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Writes the table, or nothing if it has no line. */
  public void print(PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    int[] widths = new int[heads.size()];
    List<String> names = heads.stream().map(Table::name).toList();
    measure(names, widths);
    rows.forEach(row -> measure(row, widths));
    out.println(line(names, widths));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  /** Name and value, one pair a line, the values under each other. */
  public static void pairs(PrintStream out, String... namesAndValues) {
    int width = 0;
    for (int i = 0; i < namesAndValues.length; i += 2) {
      width = Math.max(width, namesAndValues[i].length());
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      out.println(pad(namesAndValues[i], width) + "  " + namesAndValues[i + 1]);
    }
  }

  private static void measure(List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      boolean right = heads.get(i).startsWith(">");
      line.append(right ? " ".repeat(widths[i] - cell.length()) + cell : pad(cell, widths[i]));
      line.append(i + 1 < widths.length ? "  " : "");
    }
    return line.toString().stripTrailing();
  }

  private static String name(String head) {
    return head.startsWith(">") ? head.substring(1) : head;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
