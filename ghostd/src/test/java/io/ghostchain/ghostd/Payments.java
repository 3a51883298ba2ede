package io.ghostchain.ghostd;

import com.google.protobuf.ByteString;
import io.ghostchain.api.ledger.v1.Transaction;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Tag;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.protocol.Witness;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes signed payments of the devnet's faucet, one after the other in lane 0. */
final class Payments {
  static final long GAS_LIMIT = 1_000_000;
  static final long MAX_FEE_PER_GAS = 100_000_000_000L;

  private final Genesis genesis;
  private final Hash genesisHash;
  private final PrivateKey key = DevnetFaucet.privateKey();
  private long sequence;

  Payments(Genesis genesis) {
    this(genesis, 0);
  }

  Payments(Genesis genesis, long sequence) {
    this.genesis = genesis;
    this.genesisHash = genesis.hash();
    this.sequence = sequence;
  }

  /** An account that nobody has the key of. */
  static AccountId account(int number) {
    byte[] id = new byte[32];
    id[0] = (byte) 0xaa;
    id[30] = (byte) (number >> 8);
    id[31] = (byte) number;
    return new AccountId(Hash.of(id));
  }

  /** The next payment. */
  SubmitRequest next(AccountId to, long amount) {
    SubmitRequest request = sign(body(to, Amount.of(amount), sequence));
    sequence++;
    return request;
  }

  /** A body as the next payment's would be. */
  TransactionBody body(AccountId to, Amount amount, long atSequence) {
    return new TransactionBody(
        TransactionBody.VERSION,
        genesis.chainId(),
        DevnetFaucet.account(),
        atSequence == 0 ? 0 : 1,
        List.of(0),
        0,
        atSequence,
        System.currentTimeMillis() + 600_000,
        GAS_LIMIT,
        MAX_FEE_PER_GAS,
        1,
        null,
        atSequence == 0 ? new VaultReveal(Vault.of(DevnetFaucet.publicKey()), Bytes.EMPTY) : null,
        List.<Operation>of(new Transfer(to, AssetId.FEE, amount, Bytes.EMPTY)));
  }

  /** The sequence of the next payment. */
  long sequence() {
    return sequence;
  }

  /** Counts a payment that was made of {@link #body}. */
  void skip() {
    sequence++;
  }

  SubmitRequest sign(TransactionBody body) {
    return sign(body, genesisHash, UnaryOperator.identity());
  }

  /** Signs for a chain, and may spoil the signature. */
  SubmitRequest sign(TransactionBody body, Hash chain, UnaryOperator<byte[]> spoil) {
    byte[] message = Tag.TRANSACTION.message(TransactionBody.id(chain, Bytes.of(body.encode())));
    Witness witness = new Witness(List.of(Bytes.of(spoil.apply(key.sign(message)))));
    return request(body.encode(), witness.encode());
  }

  static SubmitRequest request(byte[] body, byte[] witness) {
    return SubmitRequest.newBuilder()
        .setTransaction(
            Transaction.newBuilder()
                .setBody(ByteString.copyFrom(body))
                .setWitness(ByteString.copyFrom(witness)))
        .build();
  }
}
