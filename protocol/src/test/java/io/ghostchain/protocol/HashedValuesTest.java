package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is hashed and signed, computed again from the words of the specification. */
class HashedValuesTest {
  private final LedgerGenerator generator = new LedgerGenerator(new SplittableRandom(7));

  @Test
  void tagsAreDistinctAsciiOfSixteenBytesPaddedWithZeros() {
    var seen = new HashSet<Bytes>();
    for (Tag tag : Tag.values()) {
      byte[] expected = new byte[16];
      byte[] text = tag.text().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, expected, 0, text.length);
      assertEquals(Bytes.of(expected), tag.bytes());
      assertEquals(true, seen.add(tag.bytes()));
    }
  }

  @Test
  void witnessesHashedTogetherHaveTheHashesThatTheyHaveAlone() {
    List<Transaction> transactions = Stream.generate(generator::transaction).limit(40).toList();
    Transaction.hashWitnesses(transactions);
    for (Transaction transaction : transactions) {
      assertEquals(Hash.sha256(transaction.witnessBytes().copy()), transaction.witnessHash());
    }
  }

  @Test
  void aTransactionIdBindsTheChain() {
    Transaction transaction = generator.transaction();
    Hash genesis = generator.hash();
    byte[] body = transaction.bodyBytes().copy();
    assertEquals(
        Hash.sha256(ascii16("ghost-tx-v1"), genesis.bytes(), body), transaction.id(genesis));
    assertNotEquals(transaction.id(genesis), transaction.id(generator.hash()));
    assertEquals(Hash.sha256(transaction.witnessBytes().copy()), transaction.witnessHash());
  }

  @Test
  void idsOfAccountsAndAssetsAreHashesUnderTheirTags() {
    Vault vault = generator.vault();
    Bytes salt = Bytes.utf8("salt");
    assertEquals(
        Hash.sha256(ascii16("ghost-account-v1"), vault.encode(), salt.copy()),
        vault.accountId(salt).hash());
    Hash txId = generator.hash();
    assertEquals(
        Hash.sha256(ascii16("ghost-asset-v1"), txId.bytes(), new byte[] {0, 0, 1, 2}),
        AssetId.issued(txId, 258).hash());
  }

  @Test
  void headersGenesisAndReceiptsAreHashedUnderTheirTags() {
    Header header = generator.header();
    assertEquals(Hash.sha256(ascii16("ghost-block-v1"), header.encode()), header.hash());
    Genesis genesis = generator.genesis();
    assertEquals(Hash.sha256(ascii16("ghost-genesis-v1"), genesis.encode()), genesis.hash());
    Receipt receipt = generator.receipt();
    assertEquals(Hash.sha256(ascii16("ghost-receipt-v1"), receipt.encode()), receipt.hash());
  }

  @Test
  void aVoteBindsEveryFieldInAFixedLayout() {
    Hash genesis = generator.hash();
    Hash digest = generator.hash();
    var vote = new Vote(5, genesis, 6, 7, VoteKind.FINALIZE, digest, 4);
    ByteBuffer fields = ByteBuffer.allocate(93);
    fields.putInt(5).put(genesis.bytes()).putLong(6).putLong(7).put((byte) 3);
    fields.put(digest.bytes()).putLong(4);
    byte[] expected = Arrays.copyOf(ascii16("ghost-vote-v1"), 48);
    Hash.sha256(fields.array()).write(expected, 16);
    assertArrayEquals(expected, vote.message());
    var messages = new HashSet<Bytes>();
    for (Vote other :
        List.of(
            vote,
            new Vote(6, genesis, 6, 7, VoteKind.FINALIZE, digest, 4),
            new Vote(5, digest, 6, 7, VoteKind.FINALIZE, digest, 4),
            new Vote(5, genesis, 5, 7, VoteKind.FINALIZE, digest, 4),
            new Vote(5, genesis, 6, 8, VoteKind.FINALIZE, digest, 4),
            new Vote(5, genesis, 6, 7, VoteKind.NOTARIZE, digest, 4),
            new Vote(5, genesis, 6, 7, VoteKind.FINALIZE, genesis, 4),
            new Vote(5, genesis, 6, 7, VoteKind.FINALIZE, digest, 3))) {
      messages.add(Bytes.of(other.message()));
    }
    assertEquals(8, messages.size());
  }

  @Test
  void theQuorumIsMoreThanTwoThirdsOfTheStake() {
    assertEquals(Amount.of(1), quorum(1));
    assertEquals(Amount.of(2), quorum(2));
    assertEquals(Amount.of(3), quorum(3));
    assertEquals(Amount.of(3), quorum(4));
    assertEquals(Amount.of(67), quorum(100));
    var all = new Validator(generator.validator().consensusKey(), Amount.MAX);
    assertEquals(
        "226854911280625642308916404954512140971",
        new ValidatorSet(List.of(all)).quorum().toString());
  }

  @Test
  void theValidatorsHashBindsOrderKeysAndStakes() {
    ValidatorSet set = new ValidatorSet(List.of(generator.validator(), generator.validator()));
    assertNotEquals(set.hash(), new ValidatorSet(set.validators().reversed()).hash());
    assertNotEquals(set.hash(), new ValidatorSet(set.validators().subList(0, 1)).hash());
  }

  @Test
  void theRootOfNothingIsZero() {
    assertEquals(Hash.ZERO, Roots.transactions(List.of()));
    assertEquals(Hash.ZERO, Roots.witnesses(List.of()));
    assertEquals(Hash.ZERO, Roots.receipts(List.of()));
    Hash one = generator.hash();
    assertEquals(Hash.sha256(new byte[] {0}, one.bytes()), Roots.transactions(List.of(one)));
  }

  @Test
  void aMessageOfAPersonIsNoTransaction() {
    var message = new PersonalMessage(generator.account(), Bytes.utf8("it is me"));
    assertEquals(Bytes.of(ascii16("ghost-msg-v1")), Bytes.of(message.message(), 0, 16));
    assertNotEquals(
        Bytes.of(message.message()),
        Bytes.of(new PersonalMessage(generator.account(), message.content()).message()));
  }

  private Amount quorum(long stake) {
    var validator = new Validator(generator.validator().consensusKey(), Amount.of(stake));
    return new ValidatorSet(List.of(validator)).quorum();
  }

  private static byte[] ascii16(String text) {
    return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 16);
  }
}
