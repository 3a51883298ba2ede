package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Roots;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transferred;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.merkle.MerkleFrontier;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes blocks that a store takes for real: roots and parents fit, signatures are noise. */
final class SampleChain {
  static final Hash GENESIS = Hash.sha256(new byte[] {1, 2, 3});
  static final StateDiff GENESIS_STATE =
      new StateDiff(
          List.of(
              new StateDiff.Change(key(1), Bytes.of((byte) 1)),
              new StateDiff.Change(key(2), Bytes.of((byte) 2))));

  private final RandomGenerator random;
  private final ChainState state = new ChainState(0, GENESIS_STATE, 2);
  private final MerkleFrontier history = new MerkleFrontier();
  private Hash parent = GENESIS;

  SampleChain(RandomGenerator random) {
    this.random = random;
    history.append(GENESIS.bytes());
  }

  ChainState state() {
    return state;
  }

  Hash historyRoot() {
    return history.root();
  }

  static StateKey key(int number) {
    return StateKey.account(account(number));
  }

  static AccountId account(int number) {
    byte[] id = new byte[32];
    id[0] = (byte) number;
    return new AccountId(Hash.of(id));
  }

  /** The next block, with a few transactions that pay from account to account. */
  FinalBlock next() {
    List<Bytes> bodies = new ArrayList<>();
    List<Bytes> witnesses = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    List<Hash> ids = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      byte[] body = new byte[20 + random.nextInt(100)];
      random.nextBytes(body);
      bodies.add(Bytes.of(body));
      byte[] witness = new byte[100];
      random.nextBytes(witness);
      witnesses.add(Bytes.of(witness));
      ids.add(TransactionBody.id(GENESIS, Bytes.of(body)));
      Event event =
          new Transferred(
              account(random.nextInt(9)),
              account(random.nextInt(9)),
              AssetId.FEE,
              Amount.of(7),
              Bytes.EMPTY);
      receipts.add(
          new Receipt(
              ids.getLast(), ReceiptStatus.SUCCESS, 0, 21_000, Amount.of(3), List.of(event)));
    }
    Header header =
        new Header(
            1,
            7,
            0,
            state.tip().height() + 1,
            state.tip().height() + 1,
            1_000 + state.tip().height(),
            parent,
            0,
            Roots.transactions(ids),
            Roots.witnesses(witnesses),
            state.tip().root(),
            Hash.ZERO,
            0,
            1,
            Hash.ZERO,
            Hash.ZERO,
            null,
            history.root(),
            Hash.ZERO);
    StateDiff diff = diff();
    state.apply(diff);
    parent = header.hash();
    history.append(parent.bytes());
    byte[] vote = new byte[2420];
    random.nextBytes(vote);
    Certificate certificate =
        new Certificate(
            0,
            header.view(),
            header.view() - 1,
            parent,
            Bytes.of((byte) 1),
            List.of(Bytes.of(vote)));
    return new FinalBlock(
        parent,
        new Block(header, bodies),
        certificate,
        ids,
        receipts,
        diff,
        new BlockWitnesses(witnesses));
  }

  private StateDiff diff() {
    List<StateDiff.Change> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      if (random.nextInt(4) == 0) {
        byte[] value = new byte[1 + random.nextInt(40)];
        random.nextBytes(value);
        changes.add(new StateDiff.Change(key(i), random.nextInt(4) == 0 ? null : Bytes.of(value)));
      }
    }
    return new StateDiff(changes);
  }
}
