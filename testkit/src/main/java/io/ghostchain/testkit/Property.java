package io.ghostchain.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test run many times with a seeded {@code RandomGenerator} as its parameter.
 *
 * <p>The seed is in each case's display name. To replay one case, run with {@code
 * -Dghost.seed=<seed>}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(PropertyExtension.class)
public @interface Property {
  /** How many cases to run. */
  int cases() default 100;
}
