package io.ghostchain.daemonkit.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One key of a configuration, on a component of a record.
 *
 * <p>The component is a {@code String}, {@code int}, {@code long}, {@code boolean}, {@code Path},
 * {@code Duration}, {@link ByteSize}, an enum, or a {@code List<String>}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {
  /** The default, written as in the environment: a list's entries are separated by commas. */
  String value();

  /** One line for the reference: what it is, and what its special values mean. */
  String doc();

  /** The least value allowed, if any, in the setting's own notation. */
  String min() default "";

  /** The greatest value allowed, if any, in the setting's own notation. */
  String max() default "";
}
