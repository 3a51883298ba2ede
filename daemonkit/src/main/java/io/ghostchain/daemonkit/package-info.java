/**
 * What every daemon does alike. This package says how a daemon ends: {@link
 * io.ghostchain.daemonkit.ExitCode}, {@link io.ghostchain.daemonkit.DaemonException} and {@link
 * io.ghostchain.daemonkit.StopSignal}.
 */
@NullMarked
package io.ghostchain.daemonkit;

import org.jspecify.annotations.NullMarked;
