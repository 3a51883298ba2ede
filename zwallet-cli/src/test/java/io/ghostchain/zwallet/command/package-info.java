@NullMarked
package io.ghostchain.zwallet.command;

import org.jspecify.annotations.NullMarked;
