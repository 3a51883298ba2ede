package io.ghostchain.ghostd.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.LaneRecord;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.zcrypto.Hash;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordCacheTest {
  private static final StateKey KEY = StateKey.account(new AccountId(Hash.parse("a1".repeat(32))));

  private final RecordCache cache = new RecordCache(1);

  @Test
  void aRecordIsFoundByItsKeyAndTheBytesItWasDecodedFrom() {
    Bytes bytes = Bytes.utf8("value");
    cache.put(KEY, bytes, new LaneRecord(1));
    assertEquals(new LaneRecord(1), cache.find(KEY, bytes));
    assertEquals(new LaneRecord(1), cache.find(KEY, Bytes.utf8("value")));
    assertNull(cache.find(KEY, Bytes.utf8("other")));
  }

  /** With one place, every key stands in the way of every other. */
  @Test
  void aKeyThatTakesThePlaceOfAnotherIsNotTakenForIt() {
    Bytes bytes = Bytes.utf8("value");
    cache.put(KEY, bytes, new LaneRecord(1));
    StateKey other = StateKey.account(new AccountId(Hash.parse("b2".repeat(32))));
    assertNull(cache.find(other, bytes));
    cache.put(other, bytes, new LaneRecord(2));
    assertNull(cache.find(KEY, bytes));
    assertEquals(new LaneRecord(2), cache.find(other, bytes));
  }

  /** A key may come back to a value that it had: what is read is that value. */
  @Test
  void theStateDecidesWhatIsReadWhateverIsRemembered() {
    AccountId account = new AccountId(Hash.parse("c3".repeat(32)));
    Bytes one = Bytes.of(AccountRecord.NEW.withFeeBalance(Amount.of(1)).encode());
    Bytes two = Bytes.of(AccountRecord.NEW.withFeeBalance(Amount.of(2)).encode());
    for (Bytes now : new Bytes[] {one, two, one, two, two, one}) {
      AccountRecord read = Objects.requireNonNull(new LedgerView(key -> now).account(account));
      assertEquals(Bytes.of(read.encode()), now);
    }
  }
}
