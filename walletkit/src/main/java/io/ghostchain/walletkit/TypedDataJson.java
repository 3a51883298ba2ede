package io.ghostchain.walletkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ghostchain.protocol.TypedData;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Typed data as Ethereum wallets take it: the JSON of {@code eth_signTypedData_v4} (EIP-712,
 * "Specification of the eth_signTypedData JSON RPC").
 */
public final class TypedDataJson {
  private TypedDataJson() {}

  /** The JSON, over several lines. */
  public static String of(TypedData data) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeObjectFieldStart("types");
      writeType(json, data.domain());
      writeType(json, data.message());
      json.writeEndObject();
      json.writeStringField("primaryType", data.message().name());
      writeValues(json, "domain", data.domain());
      writeValues(json, "message", data.message());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return text.toString();
  }

  private static void writeType(JsonGenerator json, TypedData.Struct struct) throws IOException {
    json.writeArrayFieldStart(struct.name());
    for (TypedData.Field field : struct.fields()) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("type", field.type());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeValues(JsonGenerator json, String name, TypedData.Struct struct)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (TypedData.Field field : struct.fields()) {
      json.writeFieldName(field.name());
      switch (field) {
        case TypedData.Text(_, String value) -> json.writeString(value);
        case TypedData.Texts(_, List<String> values) -> {
          json.writeStartArray();
          for (String value : values) {
            json.writeString(value);
          }
          json.writeEndArray();
        }
        // JavaScript's numbers end at 2^53; wallets read longer ones from text.
        case TypedData.Unsigned(_, int bits, long value) -> {
          if (bits == 64) {
            json.writeString(Long.toString(value));
          } else {
            json.writeNumber(value);
          }
        }
        case TypedData.Fixed(_, Hash value) -> json.writeString("0x" + value);
      }
    }
    json.writeEndObject();
  }
}
