/**
 * The inner loops of ML-DSA verification by the Vector API, apart from zcrypto because that API is
 * an incubator module: without {@code --add-modules jdk.incubator.vector} nothing here is used.
 * Found by {@link java.util.ServiceLoader}; no API.
 */
@NullMarked
package io.ghostchain.zcryptovector;

import org.jspecify.annotations.NullMarked;
