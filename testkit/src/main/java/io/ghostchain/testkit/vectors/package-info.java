/**
 * Public test vectors: reading their files as they come ({@link
 * io.ghostchain.testkit.vectors.VectorFile}, {@link io.ghostchain.testkit.vectors.Json}) and
 * counting what ran ({@link io.ghostchain.testkit.vectors.VectorRun}), so that none is skipped
 * without a word.
 */
@NullMarked
package io.ghostchain.testkit.vectors;

import org.jspecify.annotations.NullMarked;
