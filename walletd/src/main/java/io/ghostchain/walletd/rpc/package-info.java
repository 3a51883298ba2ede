/**
 * The wallet service: translates requests to the domain and its answers back, says who may call,
 * and turns every refusal into a gRPC status with a stable reason.
 */
@NullMarked
package io.ghostchain.walletd.rpc;

import org.jspecify.annotations.NullMarked;
