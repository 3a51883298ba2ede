package io.ghostchain.zwallet.output;

/** How results and errors are written. */
public enum OutputFormat {
  /** For people. */
  TEXT,
  /** One JSON value, errors too; a stream is one value a line. */
  JSON;

  @Override
  public String toString() {
    return this == TEXT ? "text" : "json";
  }
}
