/**
 * Mnemonic sentences (BIP-39): 12 to 24 words that stand for a wallet's entropy and give the seed
 * of its keys. All words of all languages are held in NFKD.
 *
 * <p>The word lists in the resources come from trezor/python-mnemonic (MIT, see NOTICE beside
 * them).
 */
@NullMarked
package io.ghostchain.zcrypto.mnemonic;

import org.jspecify.annotations.NullMarked;
