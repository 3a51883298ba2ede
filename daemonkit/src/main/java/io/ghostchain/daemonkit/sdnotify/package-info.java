/** Tells systemd how the service is, by the protocol of sd_notify(3). Does nothing elsewhere. */
@NullMarked
package io.ghostchain.daemonkit.sdnotify;

import org.jspecify.annotations.NullMarked;
