package io.ghostchain.daemonkit.cli;

import java.util.function.Supplier;

/**
 * A command below another.
 *
 * @param name the word that calls it
 * @param make makes the annotated object; called only where it is needed
 */
public record Subcommand(String name, Supplier<?> make) {}
