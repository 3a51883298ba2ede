@NullMarked
package io.ghostchain.zquic;

import org.jspecify.annotations.NullMarked;
