/** Tests. */
@NullMarked
package io.ghostchain.daemonkit.log;

import org.jspecify.annotations.NullMarked;
