/**
 * What monitoring asks a daemon over plain HTTP: is it alive, is it ready, what are its figures.
 *
 * <p>On loopback unless the operator says otherwise; it carries nothing secret and takes no input.
 */
@NullMarked
package io.ghostchain.daemonkit.health;

import org.jspecify.annotations.NullMarked;
