/** What checks the ledger's signatures, and what checks that. */
@NullMarked
package io.ghostchain.ghostd.verify;

import org.jspecify.annotations.NullMarked;
