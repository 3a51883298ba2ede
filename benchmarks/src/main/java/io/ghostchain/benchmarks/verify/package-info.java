/**
 * Verifications of ML-DSA a second of one core, by zcrypto's engines and by four other libraries.
 */
@NullMarked
package io.ghostchain.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
