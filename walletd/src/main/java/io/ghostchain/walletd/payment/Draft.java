package io.ghostchain.walletd.payment;

import io.ghostchain.api.node.v1.EstimateFeeResponse;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Vault;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A transaction before it is signed, and what is known about it.
 *
 * @param vault that the signature is checked against; null if it is revealed in the body
 * @param fee the node's estimate
 * @param spent by asset, fee not counted
 * @param balances before, of the same assets and of the fee asset
 */
public record Draft(
    TransactionBody body,
    @Nullable Vault vault,
    EstimateFeeResponse fee,
    SortedMap<AssetId, Amount> spent,
    SortedMap<AssetId, Amount> balances) {}
