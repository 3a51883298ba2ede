@NullMarked
package io.ghostchain.zquic.admission;

import org.jspecify.annotations.NullMarked;
