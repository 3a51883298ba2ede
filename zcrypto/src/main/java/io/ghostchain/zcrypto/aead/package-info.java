/**
 * Authenticated encryption with associated data: {@link io.ghostchain.zcrypto.aead.Aead} names the
 * schemes and seals and opens. Nonces are always explicit; a failed opening says nothing but that
 * it failed.
 *
 * <p>None of the schemes commits to its key: who can choose keys can make one ciphertext open under
 * two of them.
 */
@NullMarked
package io.ghostchain.zcrypto.aead;

import org.jspecify.annotations.NullMarked;
