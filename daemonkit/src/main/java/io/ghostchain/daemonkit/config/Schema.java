package io.ghostchain.daemonkit.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys and sections of a record of records, in the order they are declared. */
final class Schema {
  private final Class<? extends Record> root;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, String> sections = new LinkedHashMap<>();

  Schema(Class<? extends Record> root) {
    this.root = root;
    collect("", root);
  }

  /** One key: its dotted path, what it declares, and the component it fills. */
  record Key(String path, Setting setting, RecordComponent component) {
    Object fallback() {
      return read(setting.value());
    }

    Object read(Object raw) {
      Object value = Values.read(component.getGenericType(), raw);
      if (!setting.min().isEmpty() && compare(value, setting.min()) < 0) {
        throw new IllegalArgumentException(
            "expected at least " + setting.min() + ", got " + Values.write(value));
      }
      if (!setting.max().isEmpty() && compare(value, setting.max()) > 0) {
        throw new IllegalArgumentException(
            "expected at most " + setting.max() + ", got " + Values.write(value));
      }
      return value;
    }

    String type() {
      return Values.describe(component.getGenericType());
    }

    @SuppressWarnings("unchecked") // Both come from the same reader of one type.
    private int compare(Object value, String bound) {
      Object limit = Values.read(component.getGenericType(), bound);
      return ((Comparable<Object>) value).compareTo(limit);
    }
  }

  Map<String, Key> keys() {
    return keys;
  }

  /** Dotted path of a section, and its line of documentation. */
  Map<String, String> sections() {
    return sections;
  }

  /**
   * Makes the records.
   *
   * @param value the value of each dotted path
   * @param refused told the path of a section whose constructor refused its values, and why
   */
  @Nullable Record build(Function<String, Object> value, BiConsumer<String, String> refused) {
    return build("", root, value, refused);
  }

  private void collect(String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + dashed(component.getName());
      Setting setting = component.getAnnotation(Setting.class);
      Section section = component.getAnnotation(Section.class);
      if (section != null && component.getType().isRecord()) {
        sections.put(path, section.value());
        collect(path + ".", component.getType());
      } else if (setting != null && Values.supports(component.getGenericType())) {
        keys.put(path, new Key(path, setting, component));
      } else {
        throw new IllegalStateException(
            type.getSimpleName()
                + "."
                + component.getName()
                + " is neither a setting nor a section");
      }
    }
  }

  private static @Nullable Record build(
      String prefix,
      Class<?> type,
      Function<String, Object> value,
      BiConsumer<String, String> refused) {
    RecordComponent[] components = type.getRecordComponents();
    List<Object> arguments = new ArrayList<>();
    for (RecordComponent component : components) {
      String path = prefix + dashed(component.getName());
      Object argument =
          component.isAnnotationPresent(Section.class)
              ? build(path + ".", component.getType(), value, refused)
              : value.apply(path);
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return (Record) constructor.newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) {
        refused.accept(
            prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1),
            String.valueOf(bad.getMessage()));
        return null;
      }
      throw new IllegalStateException("cannot make " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
    }
  }

  private static String dashed(String camelCase) {
    StringBuilder dashed = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      if (Character.isUpperCase(c)) {
        dashed.append('-');
      }
      dashed.append(c);
    }
    return dashed.toString().toLowerCase(Locale.ROOT);
  }
}
