/**
 * The wallet daemon. The arrows point at the domain: {@code rpc} knows {@code payment}, which knows
 * {@code keys}, {@code chain} and {@code history}; those know nobody.
 *
 * <p>Keys never leave this process, and are in its memory only while their wallet is unlocked.
 */
@NullMarked
package io.ghostchain.walletd;

import org.jspecify.annotations.NullMarked;
