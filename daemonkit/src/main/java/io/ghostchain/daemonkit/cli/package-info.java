/**
 * One way for every command to answer: a result or an error, as text or JSON, and an exit code.
 *
 * <p>Standard output carries results alone; prose goes to standard error. With {@code --output
 * json} an error is an object on standard output too, so that a script reads one stream.
 */
@NullMarked
package io.ghostchain.daemonkit.cli;

import org.jspecify.annotations.NullMarked;
