/**
 * Configuration: a TOML file, the environment and flags bound to one record of records.
 *
 * <p>A component's name {@code maxFeePerGas} is the key {@code max-fee-per-gas}; a component that
 * is a record is a section. Every key has a default and one line of documentation, unknown keys are
 * errors, and all faults are gathered before loading fails. Nothing here holds a secret: settings
 * name files.
 */
@NullMarked
package io.ghostchain.daemonkit.config;

import org.jspecify.annotations.NullMarked;
