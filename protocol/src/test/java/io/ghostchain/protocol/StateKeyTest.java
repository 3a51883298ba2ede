package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The layout of keys is written out here, because it never moves. */
class StateKeyTest {
  private static final String A = "a1".repeat(32);
  private static final String B = "b2".repeat(32);
  private static final AccountId ACCOUNT = new AccountId(Hash.parse(A));
  private static final AssetId ASSET = new AssetId(Hash.parse(B));

  @Test
  void keysAreATableAndBigEndianFields() {
    assertKey("01" + A, StateKey.account(ACCOUNT));
    assertKey("02" + A, StateKey.vault(ACCOUNT));
    assertKey("03" + A + B, StateKey.balance(ACCOUNT, ASSET));
    assertKey("04" + B, StateKey.asset(ASSET));
    assertKey("04" + "00".repeat(32), StateKey.asset(AssetId.FEE));
    assertKey("05" + A + "01020304", StateKey.lane(ACCOUNT, 0x01020304));
    assertKey("06" + A + "0000000f" + B, StateKey.session(ACCOUNT, 15, ASSET));
    assertKey("1000", StateKey.chain(StateKey.Chain.PARAMETERS));
    assertKey("1001", StateKey.chain(StateKey.Chain.FEES));
    assertKey("11" + "0000000000000007" + "00000002", StateKey.validator(7, 2));
    assertKey("20" + A, StateKey.contract(ACCOUNT));
    assertKey("21" + B, StateKey.code(Hash.parse(B)));
    assertKey("22" + A + "ff", StateKey.storage(ACCOUNT, Bytes.parseHex("ff")));
  }

  /** A key that was read out of a message is a view; it finds what was stored under a copy. */
  @Test
  void aViewIsTheSameKeyAsItsCopy() {
    byte[] message = new byte[100];
    for (int length = 1; length <= 66; length++) {
      for (int i = 0; i < length; i++) {
        message[7 + i] = (byte) (31 * i + length);
      }
      StateKey view = new StateKey(Bytes.view(message.clone(), 7, length));
      StateKey copy = new StateKey(Bytes.of(message, 7, length));
      assertEquals(copy, view);
      assertEquals(copy.hashCode(), view.hashCode());
    }
  }

  @Test
  void keysThatDifferAtEitherEndHashApart() {
    assertEquals(
        1_000,
        IntStream.range(0, 1_000)
            .map(lane -> StateKey.lane(ACCOUNT, lane + 1).hashCode())
            .distinct()
            .count());
    assertNotEquals(StateKey.account(ACCOUNT).hashCode(), StateKey.vault(ACCOUNT).hashCode());
  }

  @Test
  void whatHasAnotherPlaceHasNoKey() {
    assertThrows(IllegalArgumentException.class, () -> StateKey.balance(ACCOUNT, AssetId.FEE));
    assertThrows(IllegalArgumentException.class, () -> StateKey.lane(ACCOUNT, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> StateKey.storage(ACCOUNT, Bytes.of(new byte[StateKey.BYTES_MAX])));
  }

  @Test
  void tablesHaveBytesOfTheirOwnAndALineOnThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/internals/state-keys.md"));
    for (StateTable table : StateTable.values()) {
      assertTrue(
          page.contains(String.format("| `0x%02x` |", table.code())),
          table + " is not on the page");
    }
    assertEquals(
        StateTable.values().length,
        Arrays.stream(StateTable.values()).mapToInt(StateTable::code).distinct().count());
  }

  private static void assertKey(String hex, StateKey key) {
    assertEquals(hex, key.bytes().hex());
    assertEquals(Hash.sha256(Bytes.parseHex(hex).copy()), key.hash());
  }
}
