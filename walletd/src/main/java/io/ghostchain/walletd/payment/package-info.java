/**
 * What a wallet does on a chain: builds, signs, sends and follows transactions, learns what came
 * in, and says what an account holds.
 */
@NullMarked
package io.ghostchain.walletd.payment;

import org.jspecify.annotations.NullMarked;
