/** Tests. */
@NullMarked
package io.ghostchain.daemonkit.config;

import org.jspecify.annotations.NullMarked;
