/** Tests of what payments are made of. */
@NullMarked
package io.ghostchain.walletd.payment;

import org.jspecify.annotations.NullMarked;
