/** Foreign clients against our listener. Each test is skipped where its program is missing. */
@NullMarked
package io.ghostchain.zquic.interop;

import org.jspecify.annotations.NullMarked;
