/** Test support shared by every module. */
@NullMarked
package io.ghostchain.testkit;

import org.jspecify.annotations.NullMarked;
