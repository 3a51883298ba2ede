package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.zcrypto.PublicKey;

/**
 * A signature that is still to be verified.
 *
 * @param key from the vault of the parent's state
 * @param message what its scheme signs: 48 bytes, or the 66 of typed data
 * @param signature as the witness has it
 */
public record SignatureCheck(PublicKey key, Bytes message, Bytes signature) {}
