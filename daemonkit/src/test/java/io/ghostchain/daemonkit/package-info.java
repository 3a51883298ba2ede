/** Tests of the daemons' common plumbing. */
@NullMarked
package io.ghostchain.daemonkit;

import org.jspecify.annotations.NullMarked;
