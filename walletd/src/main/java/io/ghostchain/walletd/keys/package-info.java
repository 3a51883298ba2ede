/**
 * Wallets on disk and their keys in memory: who may use which key, and until when. Knows no network
 * and no transaction.
 */
@NullMarked
package io.ghostchain.walletd.keys;

import org.jspecify.annotations.NullMarked;
