/** Tests. */
@NullMarked
package io.ghostchain.ghostd.node;

import org.jspecify.annotations.NullMarked;
