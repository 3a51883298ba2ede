/**
 * What every party of the ledger must agree on byte for byte: addresses, the canonical encoding,
 * ids, headers, proofs and the checks of a light client. Pure functions and values; no I/O, no
 * clock, no threads.
 */
@NullMarked
package io.ghostchain.protocol;

import org.jspecify.annotations.NullMarked;
