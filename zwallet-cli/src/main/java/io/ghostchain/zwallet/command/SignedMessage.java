package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ghostchain.zwallet.Failure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What {@code message sign} prints, read back from either of its two forms. */
record SignedMessage(String address, String scheme, String publicKey, String signature) {
  static SignedMessage parse(String text) {
    Map<String, String> fields = text.stripLeading().startsWith("{") ? json(text) : lines(text);
    return new SignedMessage(
        field(fields, "address"),
        field(fields, "scheme"),
        field(fields, "public-key"),
        field(fields, "signature"));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw Failure.usage(
          "the signature file has no " + name + "; expected what message sign prints");
    }
    return value;
  }

  private static Map<String, String> lines(String text) {
    Map<String, String> fields = new HashMap<>();
    text.lines()
        .map(line -> line.split(" ", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> fields.put(pair[0], pair[1].strip()));
    return fields;
  }

  private static Map<String, String> json(String text) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name.replace('_', '-'), parser.getText());
      }
    } catch (IOException broken) {
      throw Failure.usage("the signature file is not JSON: " + broken.getMessage());
    }
    return fields;
  }
}
