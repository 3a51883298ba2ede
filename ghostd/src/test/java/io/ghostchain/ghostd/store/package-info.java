/** Tests of the store against disks that tear, fill and forget. */
@NullMarked
package io.ghostchain.ghostd.store;

import org.jspecify.annotations.NullMarked;
