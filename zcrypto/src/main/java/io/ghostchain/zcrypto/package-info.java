/**
 * Cryptography behind a small typed API: {@link io.ghostchain.zcrypto.Hash}, {@link
 * io.ghostchain.zcrypto.SignatureScheme}, {@link io.ghostchain.zcrypto.PublicKey} and {@link
 * io.ghostchain.zcrypto.PrivateKey}. Callers never see the JCA or a provider.
 *
 * <p>Signing stays with vetted providers; nothing here logs, and secrets are wiped when destroyed.
 */
@NullMarked
package io.ghostchain.zcrypto;

import org.jspecify.annotations.NullMarked;
