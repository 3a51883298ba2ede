/** Text for people and JSON for programs: what a command's result looks like, never what it is. */
@NullMarked
package io.ghostchain.zwallet.output;

import org.jspecify.annotations.NullMarked;
