package io.ghostchain.walletd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.Cursor;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBuilder;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.testkit.Property;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.history.History.Place;
import io.ghostchain.walletkit.Signing;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final Hash GENESIS = hash("genesis");
  private static final AccountId ALICE = new AccountId(hash("alice"));
  private static final AccountId BOB = new AccountId(hash("bob"));
  private static final Cursor CURSOR = Cursor.newBuilder().setHeight(5).setEvent(2).build();

  @TempDir Path folder;

  @Test
  void whatWasStoredIsThereAfterReopening() throws Exception {
    try (History history = History.open(folder)) {
      history.bind(GENESIS);
      history.keepCheckpoint(new byte[] {1, 2});
      history.apply(Map.of(new Place(ALICE, hash("a")), before -> record("a", 10)), CURSOR);
    }
    try (History history = History.open(folder)) {
      assertEquals(GENESIS, history.genesisHash().orElseThrow());
      assertEquals(2, history.checkpoint().orElseThrow().length);
      assertEquals(CURSOR, history.cursor().orElseThrow());
      assertEquals(1, history.page(ALICE, new byte[0], 10).records().size());
      assertTrue(history.page(BOB, new byte[0], 10).records().isEmpty());
    }
  }

  @Test
  void readingABlockAgainChangesNothing() throws Exception {
    try (History history = History.open(folder)) {
      for (int i = 0; i < 3; i++) {
        history.apply(
            Map.of(
                new Place(ALICE, hash("a")), before -> before == null ? record("a", 10) : before),
            CURSOR);
      }
      assertEquals(1, history.page(ALICE, new byte[0], 10).records().size());
    }
  }

  @Property(cases = 10)
  void pagesJoinIntoTheWholeNewestFirst(RandomGenerator random) throws Exception {
    int count = random.nextInt(1, 40);
    int page = random.nextInt(1, 10);
    List<TransactionRecord> all = new ArrayList<>();
    try (History history = History.open(folder.resolve(Integer.toString(random.nextInt())))) {
      for (int i = 0; i < count; i++) {
        String name = "tx" + i;
        TransactionRecord record = record(name, random.nextInt(1, 1000) * 1000L + i);
        all.add(record);
        history.apply(Map.of(new Place(ALICE, hash(name)), before -> record), CURSOR);
      }
      all.sort(Comparator.comparingLong(TransactionRecord::getCreated).reversed());
      List<TransactionRecord> read = new ArrayList<>();
      ByteString after = ByteString.EMPTY;
      do {
        History.Page next = history.page(ALICE, after.toByteArray(), page);
        read.addAll(next.records());
        after = next.next();
      } while (!after.isEmpty());
      assertEquals(all, read);
    }
  }

  @Test
  void aRepeatedRequestIsKnownAndAChangedOneRefused() throws Exception {
    try (History history = History.open(folder);
        PrivateKey key = SignatureScheme.ML_DSA_44.generate()) {
      Pending pending = pending(key);
      Hash digest = hash("pay bob");
      assertTrue(history.repeated("once", digest).isEmpty());
      history.add(pending, record(pending.txId(), 10), "once", digest);
      assertEquals(pending.txId(), history.repeated("once", digest).orElseThrow());
      Refusal refused =
          assertThrows(Refusal.class, () -> history.repeated("once", hash("pay carol")));
      assertEquals("IDEMPOTENCY_KEY_REUSED", refused.reason());
      assertTrue(history.repeated("", digest).isEmpty());
      history.refuse(pending.txId(), status(pending.txId(), Stage.STAGE_DROPPED), "once");
      assertTrue(history.repeated("once", digest).isEmpty());
      assertFalse(history.isPending(pending.txId()));
    }
  }

  @Test
  void anAccountThatComesHasTheEventsReadFromTheFirstOnAndOnlyOnce() throws Exception {
    try (History history = History.open(folder)) {
      history.apply(Map.of(), CURSOR);
      history.startWithoutPast(List.of(ALICE));
      assertEquals(CURSOR, history.follow(Set.of(ALICE)).orElseThrow());
      assertTrue(history.follow(Set.of(ALICE, BOB)).isEmpty());
      history.apply(Map.of(), CURSOR);
    }
    try (History history = History.open(folder)) {
      assertEquals(CURSOR, history.follow(Set.of(ALICE, BOB)).orElseThrow());
      // While bob's wallet is away his events are not read, so that he comes back as a newcomer.
      assertEquals(CURSOR, history.follow(Set.of(ALICE)).orElseThrow());
      assertTrue(history.follow(Set.of(ALICE, BOB)).isEmpty());
    }
  }

  @Test
  void aKeyOfARequestCannotComeToStandForTwo() throws Exception {
    try (History history = History.open(folder);
        PrivateKey key = SignatureScheme.ML_DSA_44.generate();
        PrivateKey other = SignatureScheme.ML_DSA_44.generate()) {
      Pending first = pending(key);
      Pending second = pending(other);
      history.add(first, record(first.txId(), 10), "once", hash("pay bob"));
      Refusal refused =
          assertThrows(
              Refusal.class,
              () -> history.add(second, record(second.txId(), 10), "once", hash("pay carol")));
      assertEquals("IDEMPOTENCY_KEY_REUSED", refused.reason());
      assertEquals(List.of(first), history.pending());
    }
  }

  @Test
  void whatIsSentOnceMoreAfterARefusalIsInTheHistoryOnce() throws Exception {
    try (History history = History.open(folder);
        PrivateKey key = SignatureScheme.ML_DSA_44.generate()) {
      Pending pending = pending(key);
      AccountId sender = pending.transaction().body().sender();
      history.add(pending, record(pending.txId(), 10), "", Hash.ZERO);
      history.refuse(pending.txId(), status(pending.txId(), Stage.STAGE_DROPPED), "");
      history.add(pending, record(pending.txId(), 20), "", Hash.ZERO);
      assertEquals(1, history.page(sender, new byte[0], 10).records().size());
    }
  }

  @Test
  void whatComesAfterClosingIsRefusedAndTheProcessLives() throws Exception {
    History history = History.open(folder);
    history.apply(Map.of(new Place(ALICE, hash("a")), before -> record("a", 10)), CURSOR);
    history.close();
    history.close();
    assertEquals("STOPPING", assertThrows(Refusal.class, history::pending).reason());
    assertEquals(
        "STOPPING",
        assertThrows(Refusal.class, () -> history.page(ALICE, new byte[0], 10)).reason());
    assertEquals("STOPPING", assertThrows(Refusal.class, () -> history.bind(GENESIS)).reason());
  }

  @Test
  void aSentTransactionIsPendingUntilItsWayIsOver() throws Exception {
    try (PrivateKey key = SignatureScheme.ML_DSA_44.generate()) {
      Pending pending = pending(key);
      try (History history = History.open(folder)) {
        history.add(pending, record(pending.txId(), 10), "", Hash.ZERO);
      }
      try (History history = History.open(folder)) {
        assertEquals(List.of(pending), history.pending());
        assertTrue(pending.changesVault());
        history.setStatus(pending.txId(), status(pending.txId(), Stage.STAGE_FINAL), false);
        assertTrue(history.isPending(pending.txId()));
        history.setStatus(pending.txId(), status(pending.txId(), Stage.STAGE_PROVABLE), true);
        assertFalse(history.isPending(pending.txId()));
        assertEquals(
            Stage.STAGE_PROVABLE,
            history.find(pending.txId()).orElseThrow().getStatus().getStage());
      }
    }
  }

  private static Pending pending(PrivateKey key) {
    VaultReveal reveal = new VaultReveal(Vault.of(key.publicKey()), Bytes.EMPTY);
    Transaction signed =
        Signing.transaction(
            new TransactionBuilder(7, reveal.accountId())
                .reveal(reveal)
                .add(new Transfer(BOB, AssetId.FEE, Amount.of(1)))
                .build(),
            GENESIS,
            key);
    return new Pending(signed.id(GENESIS), signed);
  }

  private static TransactionStatus status(Hash txId, Stage stage) {
    return TransactionStatus.newBuilder().setTxId(History.wire(txId)).setStage(stage).build();
  }

  private static TransactionRecord record(String name, long created) {
    return record(hash(name), created);
  }

  private static TransactionRecord record(Hash txId, long created) {
    return TransactionRecord.newBuilder().setTxId(History.wire(txId)).setCreated(created).build();
  }

  private static Hash hash(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
