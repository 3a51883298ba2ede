package io.ghostchain.zwallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatJsonTest {
  @Test
  void membersAreReadWithWhatTheyHold() {
    assertEquals(
        Map.of("address", "127.0.0.1:4433", "pid", "0123", "empty", ""),
        FlatJson.parse(
            " {\"address\" : \"127.0.0.1:4433\",\r\n\t\"pid\":0123,\"empty\":\"\" } \n"));
    assertEquals(Map.of(), FlatJson.parse("{ }"));
  }

  @Test
  void whatJacksonWritesIsReadBack() throws IOException {
    StringBuilder every = new StringBuilder("\ud83d\udc7b");
    for (char c = 0; c < 0x300; c++) {
      every.append(c);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField(every.toString(), every.toString());
      json.writeNumberField("n", Long.MAX_VALUE);
      json.writeEndObject();
    }
    assertEquals(
        Map.of(every.toString(), every.toString(), "n", Long.toString(Long.MAX_VALUE)),
        FlatJson.parse(text.toString()));
  }

  @Test
  void escapesStandForTheirCharacters() {
    assertEquals(
        Map.of("a", "\"\\/\b\f\n\r\t\u00e9"),
        FlatJson.parse("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\"}"));
  }

  @Test
  void anythingElseIsRefusedWithItsPlace() {
    for (String text :
        List.of(
            "",
            "[]",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":\"b\"",
            "{\"a\":\"b}",
            "{\"a\":\"b\",}",
            "{\"a\":\"b\"}x",
            "{\"a\":\"b\" \"c\":\"d\"}",
            "{\"a\":{}}",
            "{\"a\":null}",
            "{\"a\":1.5}",
            "{\"a\":-1}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u00g0\"}",
            "{\"a\":\"\\u00\"}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"b\",\"a\":\"c\"}")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> FlatJson.parse(text), text);
      assertEquals(
          true, String.valueOf(refused.getMessage()).contains(" at character "), refused::toString);
    }
  }
}
