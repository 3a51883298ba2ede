/**
 * What the node keeps on disk: segment files for what must survive, RocksDB and sorted files for
 * what makes it quick to find, and a file that remembers what the validator signed.
 *
 * <p>The segments are the truth: everything else is rebuilt from them. This is the only package
 * that knows a file format; docs/internals/storage.md describes each.
 */
@NullMarked
package io.ghostchain.ghostd.store;

import org.jspecify.annotations.NullMarked;
