/** Tests. */
@NullMarked
package io.ghostchain.daemonkit.health;

import org.jspecify.annotations.NullMarked;
