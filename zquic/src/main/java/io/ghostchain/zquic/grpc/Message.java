package io.ghostchain.zquic.grpc;

/**
 * One received message, not yet parsed: the first {@code length} of {@code bytes}.
 *
 * @param bytes may be longer than the message; whoever holds the record owns it
 * @param compressed whether it must be decompressed before parsing
 */
@SuppressWarnings("ArrayRecordComponent") // moved from the event loop to the call, never compared
record Message(byte[] bytes, int length, boolean compressed) {
  static final byte[] NO_BYTES = {};
}
