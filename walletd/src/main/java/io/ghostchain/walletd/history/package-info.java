/**
 * What this daemon remembers in its own database: which chain it belongs to, how far it has read
 * the chain's events, what each account sent and received, and what is still on its way. Knows no
 * network and no key.
 */
@NullMarked
package io.ghostchain.walletd.history;

import org.jspecify.annotations.NullMarked;
