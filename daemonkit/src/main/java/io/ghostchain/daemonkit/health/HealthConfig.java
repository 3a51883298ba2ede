package io.ghostchain.daemonkit.health;

import io.ghostchain.daemonkit.config.Setting;

/**
 * Where health and metrics are served.
 *
 * @param listen {@code host:port}; empty turns it off
 * @param allowRemote whether an address beyond loopback is taken
 */
public record HealthConfig(
    @Setting(
            value = "127.0.0.1:0",
            doc =
                "Address of /healthz, /readyz and /metrics over HTTP; port 0 takes a free one, empty"
                    + " turns it off.")
        String listen,
    @Setting(
            value = "false",
            doc =
                "Allow an address other than loopback. There is no authentication: use a firewall.")
        boolean allowRemote) {}
