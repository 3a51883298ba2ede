package io.ghostchain.ghostd.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Limits;
import io.ghostchain.protocol.Validator;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.SignatureScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SoloOrdererTest {
  private static final Hash GENESIS = Hash.sha256(new byte[] {9});
  private static final int CHAIN_ID = 5;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final ValidatorKey key = new ValidatorKey(SignatureScheme.ML_DSA_44.generate());
  private final ValidatorSet validators = validators(key);
  private final BlockingQueue<Made> made = new LinkedBlockingQueue<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** A block, the slot it was asked for, and what certifies it. */
  private record Made(Slot slot, Header header, Certificate certificate) {}

  /** Wants so many blocks, and makes empty ones. */
  private class Chain implements Application {
    final AtomicInteger wanted = new AtomicInteger();
    volatile List<Bytes> bodies = List.of();
    private Slot slot = new Slot(0, 0, 0, 0, 0, Hash.ZERO);
    private Hash parent = GENESIS;

    @Override
    public boolean wantsBlock() {
      return wanted.get() > 0;
    }

    @Override
    public int waiting() {
      return wanted.get();
    }

    @Override
    public Candidate propose(Slot asked) {
      slot = asked;
      Header header =
          new Header(
              1,
              CHAIN_ID,
              asked.epoch(),
              asked.view(),
              asked.height(),
              asked.height(),
              parent,
              asked.proposer(),
              Hash.ZERO,
              Hash.ZERO,
              Hash.ZERO,
              Hash.ZERO,
              0,
              0,
              asked.randao(),
              validators.hash(),
              null,
              Hash.ZERO,
              Hash.ZERO);
      return new Candidate(new Block(header, bodies), new BlockWitnesses(List.of()));
    }

    @Override
    public void finalized(Candidate candidate, Certificate certificate) {
      wanted.decrementAndGet();
      parent = candidate.header().hash();
      made.add(new Made(slot, candidate.header(), certificate));
    }
  }

  @Test
  void everyBlockHasACertificateThatTheProtocolAccepts() throws Exception {
    Chain chain = new Chain();
    try (Orderer _ = orderer(chain, 1000, SHORT, SoloOrderer.Parent.of(null))) {
      for (int i = 0; i < 5; i++) {
        Made next = next();
        assertEquals(i + 1, next.header().height());
        assertEquals(next.header().hash(), next.certificate().headerHash());
        next.certificate().verify(CHAIN_ID, GENESIS, validators, (k, m, s) -> k.verify(m, s));
      }
    }
    assertEquals(List.of(), failures);
  }

  @Test
  void revealsFollowEachOtherAndViewsBeginAnewWithEachEpoch() throws Exception {
    Chain chain = new Chain();
    List<Made> all = new ArrayList<>();
    try (Orderer _ = orderer(chain, 3, SHORT, SoloOrderer.Parent.of(null))) {
      for (int i = 0; i < 7; i++) {
        all.add(next());
      }
    }
    assertEquals(
        List.of(
            "0/1 after 0",
            "0/2 after 1",
            "0/3 after 2",
            "1/1 after 0",
            "1/2 after 1",
            "1/3 after 2",
            "2/1 after 0"),
        all.stream()
            .map(m -> m.slot().epoch() + "/" + m.slot().view() + " after " + m.slot().parentView())
            .toList());
    for (int i = 1; i < all.size(); i++) {
      boolean sameEpoch = all.get(i).slot().epoch() == all.get(i - 1).slot().epoch();
      assertEquals(
          sameEpoch,
          RandaoChain.follows(all.get(i).slot().randao(), all.get(i - 1).slot().randao()),
          "block " + i);
    }
  }

  @Test
  void aBlockIsMadeWhenWokenAndNotBeforeTheHeartbeatOtherwise() throws Exception {
    Chain chain = new Chain();
    try (Orderer orderer = orderer(chain, 1000, LONG, new SoloOrderer.Parent(41, 0, 50))) {
      assertEquals(42, next().header().height(), "the first comes at once");
      chain.wanted.set(1);
      orderer.wake();
      Made second = next();
      assertEquals(43, second.header().height());
      assertEquals(52, second.slot().view());
      orderer.wake();
      assertEquals(null, made.poll(50, TimeUnit.MILLISECONDS), "nothing is wanted");
    }
  }

  @Test
  void whatTheApplicationThrowsStopsTheOrderer() throws Exception {
    var told = new LinkedBlockingQueue<Throwable>();
    Application broken =
        new Chain() {
          @Override
          public Candidate propose(Slot asked) {
            throw new IllegalStateException("the disk is gone");
          }
        };
    try (Orderer _ = orderer(broken, 1000, SHORT, SoloOrderer.Parent.of(null), told::add)) {
      Throwable failure = told.poll(30, TimeUnit.SECONDS);
      assertTrue(failure instanceof IllegalStateException, String.valueOf(failure));
    }
    assertEquals(0, told.size(), "it tried once");
  }

  @Test
  @Timeout(9) // less than one of the two gatherings, if they took their time
  void gatheringEndsWhenNothingMoreComes() throws Exception {
    Chain chain = new Chain();
    chain.bodies = Collections.nCopies(Limits.BLOCK_TRANSACTIONS, Bytes.of((byte) 1));
    chain.wanted.set(3);
    try (Orderer orderer = orderer(chain, 1000, LONG, SoloOrderer.Parent.of(null))) {
      orderer.wake();
      for (int i = 0; i < 3; i++) {
        assertEquals(i + 1, next().header().height());
      }
    }
    assertEquals(List.of(), failures);
  }

  @Test
  void aKeyThatIsNotTheOneValidatorsIsRefused() {
    try (var other = new ValidatorKey(SignatureScheme.ML_DSA_44.generate())) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new SoloOrderer(
                      new SoloOrderer.Chain(CHAIN_ID, GENESIS, new EpochSchedule(10), LONG),
                      new ConsensusConfig(Duration.ZERO, LONG, "x"),
                      validators,
                      other,
                      SoloOrderer.Parent.of(null),
                      new Chain(),
                      failures::add)
                  .close());
    }
  }

  private Orderer orderer(
      Application application, long epochBlocks, Duration heartbeat, SoloOrderer.Parent parent) {
    return orderer(application, epochBlocks, heartbeat, parent, failures::add);
  }

  private Orderer orderer(
      Application application,
      long epochBlocks,
      Duration heartbeat,
      SoloOrderer.Parent parent,
      Consumer<Throwable> failed) {
    return new SoloOrderer(
        new SoloOrderer.Chain(CHAIN_ID, GENESIS, new EpochSchedule(epochBlocks), heartbeat),
        new ConsensusConfig(Duration.ZERO, LONG, "x"),
        validators,
        key,
        parent,
        application,
        failed);
  }

  private Made next() throws InterruptedException {
    Made next = made.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no block came: " + failures);
    }
    return next;
  }

  private static ValidatorSet validators(ValidatorKey key) {
    return new ValidatorSet(List.of(new Validator(key.publicKey(), Amount.of(10))));
  }
}
