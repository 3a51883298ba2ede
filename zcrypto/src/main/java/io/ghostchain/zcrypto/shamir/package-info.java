/**
 * Shamir's secret sharing over GF(2^8): {@link io.ghostchain.zcrypto.shamir.Shamir} splits a secret
 * so that any {@code threshold} of its {@link io.ghostchain.zcrypto.shamir.Share}s give it back,
 * and fewer tell nothing but its length.
 *
 * <p>For backups that people keep. Signing by several parties needs no sharing: an account lists
 * several keys.
 */
@NullMarked
package io.ghostchain.zcrypto.shamir;

import org.jspecify.annotations.NullMarked;
