package io.ghostchain.daemonkit.health;

/**
 * How a daemon is.
 *
 * @param live false asks for a restart
 * @param ready whether it serves requests now
 * @param detail a few words
 */
public record Health(boolean live, boolean ready, String detail) {}
