/**
 * Logs on standard error, one line an event, as text or JSON. Standard output stays free for
 * results.
 *
 * <p>Code logs through SLF4J; this package alone knows Logback.
 */
@NullMarked
package io.ghostchain.daemonkit.log;

import org.jspecify.annotations.NullMarked;
