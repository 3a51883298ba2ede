/**
 * Secrets on disk, encrypted under a passphrase: {@link
 * io.ghostchain.zcrypto.keystore.KeystoreFile} keeps one secret a file, {@link
 * io.ghostchain.zcrypto.keystore.Keystore} is its format, documented byte by byte in
 * docs/internals/keystore.md.
 *
 * <p>Stability: version 1 of the format is stable.
 */
@NullMarked
package io.ghostchain.zcrypto.keystore;

import org.jspecify.annotations.NullMarked;
