/**
 * Who the peer is: node identities, their certificates, and the TLS 1.3 contexts made from them.
 *
 * <p>A node's certificate carries its ML-DSA-65 key and is signed with it (RFC 9881, RFC 5280); the
 * same key signs the handshake. Signing always happens in Java, by the keyless path: no private key
 * ever reaches BoringSSL, which cannot parse an ML-DSA one and takes the JVM down when it tries.
 * Nothing here touches a pipeline or an event loop.
 */
@NullMarked
package io.ghostchain.zquic.tls;

import org.jspecify.annotations.NullMarked;
