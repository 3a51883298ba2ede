/** Tests. */
@NullMarked
package io.ghostchain.daemonkit.cli;

import org.jspecify.annotations.NullMarked;
