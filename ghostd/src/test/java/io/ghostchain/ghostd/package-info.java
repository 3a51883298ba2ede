/** Tests of the whole node, in this process and in its own. */
@NullMarked
package io.ghostchain.ghostd;

import org.jspecify.annotations.NullMarked;
