/** Tests. */
@NullMarked
package io.ghostchain.ghostd.rpc;

import org.jspecify.annotations.NullMarked;
