package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body that keeps, as of one state, every rule but those about its signatures and its neighbours
 * in a block.
 *
 * @param keys of the signers, in the order of the witness
 * @param intrinsicGas what it uses whatever happens
 * @param maxFee the most its fee can be
 * @param laneNext the sequence that its lane expects next in that state; not above its own
 * @param openLanes the sender's lanes besides lane 0 in that state
 * @param payerBalance what the payer holds of the fee asset in that state; at least maxFee
 * @param session the session key that signs, null if keys with weight do
 */
public record ValidBody(
    IdentifiedBody identified,
    List<PublicKey> keys,
    long intrinsicGas,
    Amount maxFee,
    long laneNext,
    int openLanes,
    Amount payerBalance,
    @Nullable SessionUse session) {
  /** Copies the list. */
  public ValidBody {
    keys = List.copyOf(keys);
  }

  /** What is signed. */
  public TransactionBody body() {
    return identified.body();
  }

  /** The transaction's id. */
  public Hash id() {
    return identified.id();
  }

  /** Who pays the fee. */
  public AccountId payer() {
    return body().feePayer();
  }
}
