package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.protocol.testing.TestKeys;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A chain of real votes, and liars in its place. */
class LightClientTest {
  private static final int CHAIN = 7;
  private static final long START = 1_000_000;
  private static final long DAY = 24L * 60 * 60 * 1000;

  private static final List<PrivateKey> KEYS =
      IntStream.range(0, 8).mapToObj(TestKeys::mlDsa44).toList();
  private static final ValidatorSet FIRST = set(0, 1, 2, 3);
  private static final ValidatorSet SECOND = set(4, 5, 6, 7);

  private final Genesis genesis =
      new Genesis(
          1,
          CHAIN,
          "test",
          START,
          new GenesisAsset("GCC", "Ghost Coin", 18),
          new GenesisAsset("SPIRIT", "Spirit", 18),
          List.of(),
          FIRST.validators(),
          Parameters.DEFAULTS,
          true,
          false);
  private final NaiveTrie state = new NaiveTrie();
  private final Bytes key = StateKey.account(new AccountId(Hash.ZERO)).bytes();
  private final LightClient client = LightClient.trusting(genesis, PublicKey::verify);

  LightClientTest() {
    state.put(key, Bytes.of(AccountRecord.NEW.encode()));
    state.put(Bytes.utf8("another"), Bytes.utf8("value"));
  }

  @Test
  void aHeaderWithAQuorumIsFinalAndProvesTheStateOfItsParent() throws ProofException {
    Header header = header(1, 0, FIRST, null);
    FinalHeader accepted = client.accept(header, certify(header, 0, 1, 3), FIRST, START + 1);
    accepted.requireState(state.prove(key));
    accepted.requireState(state.prove(Bytes.utf8("absent")));
    assertEquals(1, client.height());
    state.put(key, Bytes.utf8("not what was there"));
    assertRefused("state root", () -> accepted.requireState(state.prove(key)));
  }

  @Test
  void fewerVotesThanAQuorumAreNotEnough() {
    Header header = header(1, 0, FIRST, null);
    assertRefused(
        "a stake of at least 3", () -> client.accept(header, certify(header, 0, 1), FIRST, START));
  }

  @Test
  void oneBadVoteSpoilsACertificate() {
    Header header = header(1, 0, FIRST, null);
    Certificate good = certify(header, 0, 1, 2);
    var swapped = List.of(good.votes().get(1), good.votes().get(0), good.votes().get(2));
    var bad =
        new Certificate(
            good.epoch(),
            good.view(),
            good.parentView(),
            good.headerHash(),
            good.signers(),
            swapped);
    assertRefused("a valid vote of validator 0", () -> client.accept(header, bad, FIRST, START));
  }

  @Test
  void aBitmapHasTheLengthOfTheSetAndNoStrangers() {
    Header header = header(1, 0, FIRST, null);
    Certificate good = certify(header, 0, 1, 2);
    Certificate tooLong = withSigners(good, Bytes.of((byte) 7, (byte) 0));
    assertRefused("a bitmap of 1 bytes", () -> client.accept(header, tooLong, FIRST, START));
    Certificate stranger = withSigners(good, Bytes.of((byte) 0x83));
    assertRefused("voters below 4", () -> client.accept(header, stranger, FIRST, START));
  }

  @Test
  void anotherChainsVotesDoNotCount() throws ProofException {
    Header header = header(1, 0, FIRST, null);
    Certificate certificate = certify(header, 0, 1, 2);
    certificate.verify(CHAIN, genesis.hash(), FIRST, PublicKey::verify);
    assertThrows(
        ProofException.class, () -> certificate.verify(CHAIN, Hash.ZERO, FIRST, PublicKey::verify));
    assertThrows(
        ProofException.class,
        () -> certificate.verify(CHAIN + 1, genesis.hash(), FIRST, PublicKey::verify));
  }

  @Test
  void validatorsOfOnesOwnChoiceAreRefused() {
    Header header = header(1, 0, SECOND, null);
    assertRefused(
        "a header of the validators",
        () -> client.accept(header, certify(header, 4, 5, 6), SECOND, START));
    Header honest = header(1, 0, FIRST, null);
    assertRefused(
        "the validators", () -> client.accept(honest, certify(honest, 4, 5, 6), SECOND, START));
  }

  @Test
  void theNextEpochIsFollowedThroughTheHeaderThatEndsThisOne() throws ProofException {
    Header early = header(11, 1, SECOND, null);
    Certificate earlyVotes = certify(early, 4, 5, 6);
    assertRefused("of epoch 0", () -> client.accept(early, earlyVotes, SECOND, START));
    Header boundary = header(10, 0, FIRST, SECOND);
    client.accept(boundary, certify(boundary, 0, 1, 2), FIRST, START);
    client.accept(early, earlyVotes, SECOND, START);
    assertEquals(1, client.epoch());
    Header past = header(12, 0, FIRST, null);
    assertRefused("of epoch 1", () -> client.accept(past, certify(past, 0, 1, 2), FIRST, START));
  }

  @Test
  void anOldRootOfTrustIsRefusedAndACheckpointHelps() throws ProofException {
    long now = START + 15 * DAY;
    Header header = header(5, 0, FIRST, null, now);
    Certificate certificate = certify(header, 0, 1, 2);
    assertRefused("newer checkpoint", () -> client.accept(header, certificate, FIRST, now));
    LightClient fresh = LightClient.trusting(genesis, PublicKey::verify, header.hash(), header);
    fresh.accept(header, certificate, FIRST, now);
    assertEquals(now, fresh.trustedTime());
    assertThrows(
        ProofException.class,
        () -> LightClient.trusting(genesis, PublicKey::verify, Hash.ZERO, header));
  }

  @Test
  void oneCertificateProvesAnyOlderHeader() throws ProofException {
    var history = new MerkleTree();
    history.append(genesis.hash().bytes());
    var headers = new ArrayList<Header>();
    for (int height = 1; height <= 9; height++) {
      Header header = header(height, 0, FIRST, null, START + height, history.root());
      headers.add(header);
      history.append(header.hash().bytes());
    }
    Header newest = header(10, 0, FIRST, null, START + 10, history.root());
    FinalHeader accepted = client.accept(newest, certify(newest, 1, 2, 3), FIRST, START);
    for (Header older : headers) {
      FinalHeader proven = accepted.older(older, history.prove(older.height()));
      assertEquals(older, proven.header());
      proven.requireState(state.prove(key));
    }
    Header forged = header(4, 0, SECOND, null, START + 4, Hash.ZERO);
    assertRefused("the root", () -> accepted.older(forged, history.prove(4)));
    assertRefused("a proof of header 3", () -> accepted.older(headers.get(2), history.prove(4)));
  }

  @Test
  void transactionsAndReceiptsAreProvedByTheirRoots() throws ProofException {
    var generator = new LedgerGenerator(new SplittableRandom(3));
    List<Hash> ids = List.of(generator.hash(), generator.hash(), generator.hash());
    List<Receipt> receipts = List.of(generator.receipt(), generator.receipt());
    var header =
        new FinalHeader(
            new Header(
                1,
                CHAIN,
                0,
                1,
                2,
                3,
                Hash.ZERO,
                0,
                Roots.transactions(ids),
                Hash.ZERO,
                Hash.ZERO,
                Roots.receipts(receipts),
                0,
                0,
                Hash.ZERO,
                Hash.ZERO,
                null,
                Hash.ZERO,
                Hash.ZERO),
            Hash.ZERO);
    var idTree = MerkleTree.of(ids.stream().map(Hash::bytes).toList());
    var receiptTree = MerkleTree.of(receipts.stream().map(each -> each.hash().bytes()).toList());
    header.requireTransaction(ids.get(2), 2, 3, idTree.prove(2));
    header.requireReceipt(receipts.get(1), 1, 2, receiptTree.prove(1));
    assertRefused("the root", () -> header.requireTransaction(ids.get(1), 2, 3, idTree.prove(2)));
    assertRefused(
        "receipt 0 of 2", () -> header.requireReceipt(receipts.get(1), 0, 2, receiptTree.prove(1)));
  }

  private Header header(
      long height, long epoch, ValidatorSet validators, @Nullable ValidatorSet next) {
    return header(height, epoch, validators, next, START + height);
  }

  private Header header(
      long height, long epoch, ValidatorSet validators, @Nullable ValidatorSet next, long time) {
    return header(height, epoch, validators, next, time, Hash.ZERO);
  }

  private Header header(
      long height,
      long epoch,
      ValidatorSet validators,
      @Nullable ValidatorSet next,
      long time,
      Hash historyRoot) {
    return new Header(
        1,
        CHAIN,
        epoch,
        height,
        height,
        time,
        Hash.ZERO,
        0,
        Hash.ZERO,
        Hash.ZERO,
        state.root(),
        Hash.ZERO,
        0,
        1,
        Hash.ZERO,
        validators.hash(),
        next == null ? null : next.hash(),
        historyRoot,
        Hash.ZERO);
  }

  /** Votes of the keys of these numbers; those of the second set are numbered from 4 on. */
  private Certificate certify(Header header, int... keys) {
    var vote =
        new Vote(
            CHAIN,
            genesis.hash(),
            header.epoch(),
            header.view(),
            VoteKind.FINALIZE,
            header.hash(),
            header.view() - 1);
    byte bitmap = 0;
    var votes = new ArrayList<Bytes>();
    for (int number : keys) {
      bitmap |= (byte) (1 << number % 4);
      votes.add(Bytes.of(KEYS.get(number).sign(vote.message())));
    }
    return new Certificate(
        header.epoch(), header.view(), header.view() - 1, header.hash(), Bytes.of(bitmap), votes);
  }

  private static Certificate withSigners(Certificate certificate, Bytes signers) {
    return new Certificate(
        certificate.epoch(),
        certificate.view(),
        certificate.parentView(),
        certificate.headerHash(),
        signers,
        certificate.votes());
  }

  private static ValidatorSet set(int... keys) {
    return new ValidatorSet(
        IntStream.of(keys)
            .mapToObj(number -> new Validator(KEYS.get(number).publicKey(), Amount.of(1)))
            .toList());
  }

  private static void assertRefused(String why, Executable claim) {
    String message = String.valueOf(assertThrows(ProofException.class, claim).getMessage());
    assertTrue(message.contains(why), message);
  }
}
