package io.ghostchain.zquic.grpc;

/**
 * What a channel takes from a server.
 *
 * @param maxMessageBytes of a message, before and after decompression
 * @param maxMetadataBytes of a head or of trailers, as RFC 9114 section 4.2.2 counts them
 */
record ClientLimits(int maxMessageBytes, int maxMetadataBytes) {}
