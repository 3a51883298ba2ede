/**
 * Test support of the ledger's values, for this module and those above: seeded generators, and the
 * list of all types with an encoding.
 */
@NullMarked
package io.ghostchain.protocol.testing;

import org.jspecify.annotations.NullMarked;
