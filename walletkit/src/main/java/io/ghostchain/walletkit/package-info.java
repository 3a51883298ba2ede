/**
 * What a wallet is, apart from any daemon: the encrypted file that holds its words, the keys that
 * follow from them, and the two things those keys sign, transactions and messages.
 *
 * <p>walletd keeps such files and zwallet signs offline with one. Nothing here speaks to a network
 * or logs. The derivation of keys is in docs/internals/keys.md, the file's format in this package.
 */
@NullMarked
package io.ghostchain.walletkit;

import org.jspecify.annotations.NullMarked;
