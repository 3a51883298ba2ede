/** Tests. */
@NullMarked
package io.ghostchain.daemonkit.sdnotify;

import org.jspecify.annotations.NullMarked;
