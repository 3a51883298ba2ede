package io.ghostchain.zwallet.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a command's result in the format that was asked for. */
public final class Output {
  private final Terminal terminal;
  private final OutputFormat format;

  /** An output on a terminal's standard output. */
  public Output(Terminal terminal, OutputFormat format) {
    this.terminal = terminal;
    this.format = format;
  }

  /** Fills a JSON object; its braces are written around it. */
  public interface JsonFields {
    /** Writes the fields. */
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes a result for people. */
  public interface Text {
    /** Writes the lines. */
    void write(PrintStream out);
  }

  /** The format asked for. */
  public OutputFormat format() {
    return format;
  }

  /** Writes one result, in the one form or the other. */
  public void result(JsonFields json, Text text) {
    switch (format) {
      case JSON -> terminal.out().println(object(json));
      case TEXT -> text.write(terminal.out());
    }
    terminal.out().flush();
  }

  /** A sentence for people, on standard error. */
  public void note(String sentence) {
    terminal.err().println(sentence);
    terminal.err().flush();
  }

  /**
   * Writes why the command failed: an object on standard output for programs, lines on standard
   * error for people.
   */
  public void failure(Failure failure) {
    String hint = failure.hint();
    if (format == OutputFormat.JSON) {
      terminal
          .out()
          .println(
              object(json -> {
                json.writeObjectFieldStart("error");
                json.writeStringField("code", failure.code());
                json.writeStringField("message", failure.text());
                if (hint != null) {
                  json.writeStringField("hint", hint);
                }
                json.writeObjectFieldStart("details");
                for (Map.Entry<String, String> detail : failure.details().entrySet()) {
                  json.writeStringField(detail.getKey(), detail.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
              }));
      terminal.out().flush();
      return;
    }
    terminal.err().println("error: " + failure.text());
    failure.details().forEach((name, value) -> terminal.err().println("  " + name + ": " + value));
    if (hint != null) {
      terminal.err().println("try: " + hint);
    }
    terminal.err().flush();
  }

  private static String object(JsonFields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return text.toString();
  }
}
