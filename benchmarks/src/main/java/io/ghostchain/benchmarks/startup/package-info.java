/** How long the shipped programs take to be ready, and what they hold in memory when idle. */
@NullMarked
package io.ghostchain.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
