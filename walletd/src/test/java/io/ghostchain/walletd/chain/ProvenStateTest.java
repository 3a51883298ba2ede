package io.ghostchain.walletd.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.api.node.v1.CertifiedHeader;
import io.ghostchain.protocol.FinalHeader;
import io.ghostchain.protocol.ProofException;
import io.ghostchain.walletd.ManualClock;
import io.ghostchain.zcrypto.Hash;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvenStateTest {
  private static final Duration TRUST = Duration.ofDays(14);

  private final ManualClock clock = new ManualClock();
  private final EpochChain chain = new EpochChain(clock.millis());
  private final Memory memory = new Memory();

  @SuppressWarnings("NullAway.Init")
  private Server server;

  @SuppressWarnings("NullAway.Init")
  private ManagedChannel channel;

  @BeforeEach
  void serve() throws Exception {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name).directExecutor().addService(chain).build().start();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void validatorsThatChangeAreFollowedEpochByEpochFromTheGenesis() throws Exception {
    chain.grow(14, clock.millis());
    FinalHeader last = proofs().accept(chain.newest());
    assertEquals(14, last.header().height());
    assertEquals(3, last.header().epoch());
    assertEquals(List.of(4L, 8L, 12L), chain.askedHeights);
  }

  @Test
  void aRestartGoesOnFromTheLastHeaderThatWasFinal() throws Exception {
    chain.grow(14, clock.millis());
    proofs().accept(chain.newest());
    chain.askedHeights.clear();
    chain.grow(4, clock.millis() + 14 * EpochChain.BLOCK_MILLIS);
    assertEquals(18, proofs().accept(chain.newest()).header().height());
    assertEquals(List.of(12L, 16L), chain.askedHeights);
  }

  @Test
  void aWalkThatBreaksOffLosesNothing() throws Exception {
    chain.grow(14, clock.millis());
    chain.missing = 12;
    ProofException broken =
        assertThrows(ProofException.class, () -> proofs().accept(chain.newest()));
    assertTrue(String.valueOf(broken.getMessage()).contains("does not give block 12"));
    chain.missing = 0;
    chain.askedHeights.clear();
    proofs().accept(chain.newest());
    // From block 8, which ended epoch 1 and was kept; it is read once more for who comes after.
    assertEquals(List.of(8L, 12L), chain.askedHeights);
  }

  @Test
  void validatorsWhomNobodyHandedOverToAreNotBelieved() throws Exception {
    chain.grow(14, clock.millis());
    ProvenState proofs = proofs();
    proofs.accept(chain.newest());
    assertThrows(ProofException.class, () -> proofs.accept(chain.usurped()));
    // Neither at once, nor by one who never saw a true header.
    memory.forget();
    assertThrows(ProofException.class, () -> proofs().accept(chain.usurped()));
  }

  @Test
  void afterTooLongAnAbsenceOnlyACheckpointHelps() throws Exception {
    chain.grow(6, clock.millis());
    proofs().accept(chain.newest());
    clock.advance(TRUST.plusDays(1));
    chain.grow(8, clock.millis());
    ProofException tooOld =
        assertThrows(ProofException.class, () -> proofs().accept(chain.newest()));
    assertTrue(String.valueOf(tooOld.getMessage()).contains("take a newer checkpoint"));
    ProvenState pasted = proofs(Optional.of(chain.hash(9)));
    assertEquals(14, pasted.accept(chain.newest()).header().height());
    // From then on without it.
    assertEquals(14, proofs().accept(chain.newest()).header().height());
  }

  @Test
  void aCheckpointThatTheNodeDoesNotHaveIsToldAsThat() {
    chain.grow(6, clock.millis());
    ProofException unknown =
        assertThrows(
            ProofException.class, () -> proofs(Optional.of(Hash.ZERO)).accept(chain.newest()));
    assertTrue(String.valueOf(unknown.getMessage()).contains(Hash.ZERO.toString()));
  }

  @Test
  void aDaemonThatRunsKeepsItsRootOfTrustThoughNobodyAsks() throws Exception {
    chain.grow(6, clock.millis());
    ProvenState proofs = proofs();
    proofs.keepUp();
    for (int week = 0; week < 4; week++) {
      clock.advance(Duration.ofDays(7));
      chain.grow(3, clock.millis());
      proofs.keepUp();
    }
    assertEquals(18, proofs.accept(chain.newest()).header().height());
  }

  @Test
  void anOlderHeaderDoesNotTakeTheCheckpointBack() throws Exception {
    chain.grow(4, clock.millis());
    ProvenState proofs = proofs();
    CertifiedHeader old = chain.newest();
    chain.grow(3, clock.millis() + 120_000);
    proofs.accept(chain.newest());
    byte[] kept = memory.checkpoint().orElseThrow();
    assertThrows(ProofException.class, () -> proofs.accept(old));
    assertArrayEquals(kept, memory.checkpoint().orElseThrow());
  }

  private ProvenState proofs() {
    return proofs(Optional.empty());
  }

  private ProvenState proofs(Optional<Hash> checkpoint) {
    return new ProvenState(
        new NodeLink(channel, memory, Optional.empty()), memory, clock, checkpoint);
  }

  private static final class Memory implements ChainMemory {
    private Optional<Hash> genesis = Optional.empty();
    private Optional<byte[]> checkpoint = Optional.empty();

    void forget() {
      checkpoint = Optional.empty();
    }

    @Override
    public Optional<Hash> genesisHash() {
      return genesis;
    }

    @Override
    public void bind(Hash genesisHash) {
      genesis = Optional.of(genesisHash);
    }

    @Override
    public Optional<byte[]> checkpoint() {
      return checkpoint;
    }

    @Override
    public void keepCheckpoint(byte[] encodedHeader) {
      checkpoint = Optional.of(encodedHeader);
    }
  }
}
