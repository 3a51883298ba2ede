/**
 * What only the whole can show. Runs last, on the packaged modules, with the scripts that users
 * run.
 */
@NullMarked
package io.ghostchain.systemtest;

import org.jspecify.annotations.NullMarked;
