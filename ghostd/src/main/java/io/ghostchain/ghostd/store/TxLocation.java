package io.ghostchain.ghostd.store;

/**
 * Where a transaction stands in the chain.
 *
 * @param height of its block
 * @param index in its block, from 0
 */
public record TxLocation(long height, int index) {}
