/** Tests of the wallet daemon's keys. */
@NullMarked
package io.ghostchain.walletd.keys;

import org.jspecify.annotations.NullMarked;
