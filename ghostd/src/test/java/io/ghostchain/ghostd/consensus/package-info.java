/** Tests. */
@NullMarked
package io.ghostchain.ghostd.consensus;

import org.jspecify.annotations.NullMarked;
