/**
 * The commands, a file a noun: each turns its options into calls of walletd and the answers into a
 * result.
 */
@NullMarked
package io.ghostchain.zwallet.command;

import org.jspecify.annotations.NullMarked;
