package io.ghostchain.ghostd.store;

/**
 * Where a record stands.
 *
 * @param segment number of the segment, from 0
 * @param offset of the record's frame in the segment's file, in bytes
 */
record Location(long segment, long offset) {}
