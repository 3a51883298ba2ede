/** Accounts that sign transactions for a load, and what they must know of the chain they load. */
@NullMarked
package io.ghostchain.benchmarks.load;

import org.jspecify.annotations.NullMarked;
