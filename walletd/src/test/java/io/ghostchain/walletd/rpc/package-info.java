/** Tests of the wallet daemon's service. */
@NullMarked
package io.ghostchain.walletd.rpc;

import org.jspecify.annotations.NullMarked;
