/** Tests of the wallet file and its keys. */
@NullMarked
package io.ghostchain.walletkit;

import org.jspecify.annotations.NullMarked;
