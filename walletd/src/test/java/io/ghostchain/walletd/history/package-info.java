/** Tests of the wallet daemon's history. */
@NullMarked
package io.ghostchain.walletd.history;

import org.jspecify.annotations.NullMarked;
