package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.protocol.Witness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction in the making: everything has a default that a valid one may have. */
public final class Draft {
  public int chainId = TestChain.CHAIN_ID;
  public AccountId sender;
  public long vaultVersion;
  public List<Integer> signers = List.of(0);
  public int lane;
  public long sequence;
  public long validUntil = TestChain.START + 1_000_000;
  public long gasLimit = 2_000_000;
  public long maxFeePerGas = 4 * TestChain.BASE_FEE;
  public long priorityFeePerGas = 7;
  public @Nullable Payer payer;
  public @Nullable VaultReveal reveal;
  public List<Operation> operations;

  /** A first transaction of an actor: its vault is revealed. */
  public Draft(Actor actor, Operation... operations) {
    sender = actor.id();
    reveal = actor.reveal();
    signers = actor.signers();
    this.operations = List.of(operations);
  }

  /** A later transaction of an actor. */
  public Draft after(long version, long nextSequence) {
    reveal = null;
    vaultVersion = version;
    sequence = nextSequence;
    return this;
  }

  public TransactionBody body() {
    return new TransactionBody(
        1,
        chainId,
        sender,
        vaultVersion,
        signers,
        lane,
        sequence,
        validUntil,
        gasLimit,
        maxFeePerGas,
        priorityFeePerGas,
        payer,
        reveal,
        operations);
  }

  /** With signatures of the right length, which nobody here verifies. */
  public Transaction transaction() {
    List<Bytes> signatures = new ArrayList<>();
    TransactionBody body = body();
    for (int i = 0; i < body.signatureCount(); i++) {
      byte[] signature = new byte[Actor.SCHEME.signatureBytes()];
      Arrays.fill(signature, (byte) (i + 1));
      signatures.add(Bytes.of(signature));
    }
    return Transaction.of(body, new Witness(signatures));
  }
}
