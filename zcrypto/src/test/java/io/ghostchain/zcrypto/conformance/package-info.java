/** Test vectors that others made; what ran is in {@code target/vectors-report.txt}. */
@NullMarked
package io.ghostchain.zcrypto.conformance;

import org.jspecify.annotations.NullMarked;
