/**
 * Keys from other secrets: {@link io.ghostchain.zcrypto.kdf.Hkdf} from key material of full
 * strength, {@link io.ghostchain.zcrypto.kdf.Argon2id} from passphrases, {@link
 * io.ghostchain.zcrypto.kdf.Pbkdf2} where a standard such as BIP-39 asks for it.
 */
@NullMarked
package io.ghostchain.zcrypto.kdf;

import org.jspecify.annotations.NullMarked;
