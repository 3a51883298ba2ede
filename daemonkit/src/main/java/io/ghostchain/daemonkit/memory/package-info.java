/**
 * What a daemon that waits does not need: the garbage in its heap, and the pages of its libraries
 * and of its AOT cache that only its start read.
 *
 * <p>Of Linux alone, where {@code /proc/self} says what is resident.
 */
@NullMarked
package io.ghostchain.daemonkit.memory;

import org.jspecify.annotations.NullMarked;
