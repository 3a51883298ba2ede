/**
 * ML-DSA verification (FIPS 204 algorithms 3 and 8) with expanded public keys, one signature at a
 * time or many at once, by arithmetic of our own.
 *
 * <p>Verification handles public data alone, so nothing here takes constant time, and nothing here
 * signs. What is computed, and what it costs, is in {@code docs/internals/verification.md}.
 */
@NullMarked
package io.ghostchain.zcrypto.mldsa;

import org.jspecify.annotations.NullMarked;
