/** Tests of the wallet daemon's link to the chain. */
@NullMarked
package io.ghostchain.walletd.chain;

import org.jspecify.annotations.NullMarked;
