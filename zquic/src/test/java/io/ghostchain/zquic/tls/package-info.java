@NullMarked
package io.ghostchain.zquic.tls;

import org.jspecify.annotations.NullMarked;
