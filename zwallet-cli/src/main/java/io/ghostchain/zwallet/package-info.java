/**
 * The {@code zwallet} command: its grammar, its settings and its way to walletd.
 *
 * <p>It holds no keys but while it signs offline. Standard output carries results only; prose,
 * prompts and progress go to standard error. Secrets come from a prompt, a file or standard input,
 * never from an argument.
 */
@NullMarked
package io.ghostchain.zwallet;

import org.jspecify.annotations.NullMarked;
