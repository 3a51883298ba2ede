/** SHA-256 (FIPS 180-4) of many messages at once. */
@NullMarked
package io.ghostchain.zcrypto.sha256;

import org.jspecify.annotations.NullMarked;
