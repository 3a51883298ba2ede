@NullMarked
package io.ghostchain.zcrypto.sha256;

import org.jspecify.annotations.NullMarked;
