/** The generated messages as the oracle of the protocol module's codec. */
@NullMarked
package io.ghostchain.api.ledger;

import org.jspecify.annotations.NullMarked;
