/** Tests of the zwallet command, in this process, against a walletd of a few lines. */
@NullMarked
package io.ghostchain.zwallet;

import org.jspecify.annotations.NullMarked;
