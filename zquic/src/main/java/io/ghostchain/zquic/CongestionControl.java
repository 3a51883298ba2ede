package io.ghostchain.zquic;

/** How fast an endpoint sends when the network says nothing, or loses packets. */
public enum CongestionControl {
  /**
   * By loss: RFC 9438. A path that loses packets for other reasons than congestion is left mostly
   * unused: with 1 % loss and a round trip of 50 ms about 0.4 MB/s go through.
   */
  CUBIC,
  /**
   * By the measured bandwidth and round-trip time (BBR, draft-ietf-ccwg-bbr), so that loss alone
   * does not slow it down.
   */
  BBR
}
