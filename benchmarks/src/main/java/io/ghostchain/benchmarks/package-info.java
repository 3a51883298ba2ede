/**
 * Load generators that print a table with our figure beside a peer's from the same run, and write
 * it as JSON with stable ids. They measure; they judge nothing and run by hand.
 */
@NullMarked
package io.ghostchain.benchmarks;

import org.jspecify.annotations.NullMarked;
