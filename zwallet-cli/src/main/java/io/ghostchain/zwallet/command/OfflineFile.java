package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.PrivateFiles;
import io.ghostchain.zwallet.Secrets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A transaction on its way between machines: a small JSON object that a person can look at.
 *
 * @param form unsigned or signed
 * @param body the encoded body
 * @param genesisHash of the chain it is for
 * @param witness the encoded witness; empty while unsigned
 */
record OfflineFile(Form form, Bytes body, Hash genesisHash, Bytes witness) {
  /** How far it is. */
  enum Form {
    UNSIGNED("ghostchain-unsigned-transaction"),
    SIGNED("ghostchain-signed-transaction");

    private final String text;

    Form(String text) {
      this.text = text;
    }
  }

  private static final int BYTES_MAX = 1 << 20;

  void write(Path file) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("format", form.text);
      json.writeStringField("genesis_hash", genesisHash.toString());
      json.writeStringField("body", body.hex());
      if (form == Form.SIGNED) {
        json.writeStringField("witness", witness.hex());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    PrivateFiles.create(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static OfflineFile read(Path file, Form expected) {
    Map<String, String> fields = fields(file);
    String format = fields.getOrDefault("format", "none");
    if (!format.equals(expected.text)) {
      throw Failure.usage(file + ": expected the format " + expected.text + ", got " + format);
    }
    try {
      return new OfflineFile(
          expected,
          Bytes.parseHex(fields.getOrDefault("body", "")),
          Hash.parse(fields.getOrDefault("genesis_hash", "")),
          Bytes.parseHex(fields.getOrDefault("witness", "")));
    } catch (IllegalArgumentException malformed) {
      throw Failure.usage(file + ": " + malformed.getMessage());
    }
  }

  private static Map<String, String> fields(Path file) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(Secrets.wholeFile(file, BYTES_MAX))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, json.getText());
      }
      return fields;
    } catch (IOException notJson) {
      throw Failure.usage(file + " is not a transaction file: it is not JSON");
    }
  }
}
