package io.ghostchain.zquic.http3;

import io.netty.handler.codec.http3.Http3Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Between Netty's header sections and ours. */
final class Fields {
  private Fields() {}

  static Optional<String> first(List<Field> fields, String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).findFirst();
  }

  /**
   * The fields but the pseudo-header ones.
   *
   * @throws IllegalArgumentException if one is malformed
   */
  static List<Field> of(Http3Headers headers) {
    List<Field> fields = new ArrayList<>(headers.size());
    for (Map.Entry<CharSequence, CharSequence> each : headers) {
      String name = each.getKey().toString();
      if (!name.startsWith(":")) {
        fields.add(new Field(name, each.getValue().toString()));
      }
    }
    return fields;
  }

  static void put(List<Field> fields, Http3Headers into) {
    for (Field field : fields) {
      into.add(field.name(), field.value());
    }
  }
}
