/**
 * Trees of keys from one seed: SLIP-10 (BIP-32 for secp256k1) for the classical curves, and by the
 * same hardened step for the post-quantum schemes, each under a domain string of its own, so that
 * one backup restores all of a wallet's keys. The exact rule is in docs/internals/keys.md.
 */
@NullMarked
package io.ghostchain.zcrypto.hd;

import org.jspecify.annotations.NullMarked;
