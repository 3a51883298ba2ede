/** SHA-256 of many messages, side by side and one after the other. */
@NullMarked
package io.ghostchain.benchmarks.hash;

import org.jspecify.annotations.NullMarked;
