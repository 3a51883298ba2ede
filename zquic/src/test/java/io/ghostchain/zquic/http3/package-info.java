@NullMarked
package io.ghostchain.zquic.http3;

import org.jspecify.annotations.NullMarked;
