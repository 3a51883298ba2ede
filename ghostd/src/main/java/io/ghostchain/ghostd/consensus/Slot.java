package io.ghostchain.ghostd.consensus;

import io.ghostchain.zcrypto.Hash;

/**
 * What an orderer fixes of a header before the block is built.
 *
 * @param height of the block
 * @param view of the block in its epoch, from 1
 * @param parentView of the parent; 0 if the parent is of the epoch before, or the genesis
 * @param proposer index in the epoch's validators
 * @param randao what the proposer reveals
 */
public record Slot(
    long height, long epoch, long view, long parentView, int proposer, Hash randao) {}
