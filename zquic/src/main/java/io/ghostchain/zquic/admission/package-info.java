/**
 * Whom a listener spends work on before it knows anything about them: Retry tokens (RFC 9000
 * section 8.1), limits on handshakes and connections in all and from one address, and the keys of
 * stateless resets. All of it is shared by a listener's event loops and safe for several threads.
 */
@NullMarked
package io.ghostchain.zquic.admission;

import org.jspecify.annotations.NullMarked;
