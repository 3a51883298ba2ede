/**
 * The rules of the ledger: what a chain starts with, when a transaction may be in a block, and what
 * each operation does (LEDGER.md).
 *
 * <p>No I/O, no clock, no threads; block time comes in as a parameter. Everything here is part of
 * consensus, so nothing may depend on the order of a hash table, on a locale or on the machine.
 */
@NullMarked
package io.ghostchain.ghostd.ledger;

import org.jspecify.annotations.NullMarked;
