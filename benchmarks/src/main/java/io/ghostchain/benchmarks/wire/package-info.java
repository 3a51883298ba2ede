/**
 * A link with delay and loss between two network namespaces that a benchmark made itself: two TAP
 * devices joined in user space, for kernels without netem. Needs root; reaches nothing outside the
 * namespaces.
 */
@NullMarked
package io.ghostchain.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
