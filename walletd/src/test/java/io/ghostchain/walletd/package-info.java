/** Tests of the wallet daemon. */
@NullMarked
package io.ghostchain.walletd;

import org.jspecify.annotations.NullMarked;
