/** Bringing code into service that is slow until the JIT compiler has worked on it. */
@NullMarked
package io.ghostchain.zcrypto.jit;

import org.jspecify.annotations.NullMarked;
