/** The commands of ghostd. Each prints text or, with {@code --output json}, one object. */
@NullMarked
package io.ghostchain.ghostd.cli;

import org.jspecify.annotations.NullMarked;
