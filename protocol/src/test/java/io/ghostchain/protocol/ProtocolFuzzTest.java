package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.protocol.testing.WireType;
import java.nio.charset.StandardCharsets;

/**
 * Any bytes are the one encoding of a value, or are refused at a byte of theirs. One target a
 * decoder, so that each grows a corpus of its own.
 */
class ProtocolFuzzTest {
  @FuzzTest
  void transaction(byte[] bytes) {
    fuzz("Transaction", bytes);
  }

  @FuzzTest
  void transactionBody(byte[] bytes) {
    fuzz("TransactionBody", bytes);
  }

  @FuzzTest
  void witness(byte[] bytes) {
    fuzz("Witness", bytes);
  }

  @FuzzTest
  void operation(byte[] bytes) {
    fuzz("Operation", bytes);
  }

  @FuzzTest
  void vault(byte[] bytes) {
    fuzz("Vault", bytes);
  }

  @FuzzTest
  void header(byte[] bytes) {
    fuzz("Header", bytes);
  }

  @FuzzTest
  void block(byte[] bytes) {
    fuzz("Block", bytes);
  }

  @FuzzTest
  void blockWitnesses(byte[] bytes) {
    fuzz("BlockWitnesses", bytes);
  }

  @FuzzTest
  void certificate(byte[] bytes) {
    fuzz("Certificate", bytes);
  }

  @FuzzTest
  void validatorSet(byte[] bytes) {
    fuzz("ValidatorSet", bytes);
  }

  @FuzzTest
  void receipt(byte[] bytes) {
    fuzz("Receipt", bytes);
  }

  @FuzzTest
  void event(byte[] bytes) {
    fuzz("Event", bytes);
  }

  @FuzzTest
  void stateProof(byte[] bytes) {
    fuzz("StateProof", bytes);
  }

  @FuzzTest
  void genesis(byte[] bytes) {
    fuzz("Genesis", bytes);
  }

  @FuzzTest
  void parameters(byte[] bytes) {
    fuzz("Parameters", bytes);
  }

  @FuzzTest
  void accountRecord(byte[] bytes) {
    fuzz("AccountRecord", bytes);
  }

  @FuzzTest
  void vaultRecord(byte[] bytes) {
    fuzz("VaultRecord", bytes);
  }

  @FuzzTest
  void balanceRecord(byte[] bytes) {
    fuzz("BalanceRecord", bytes);
  }

  @FuzzTest
  void assetRecord(byte[] bytes) {
    fuzz("AssetRecord", bytes);
  }

  @FuzzTest
  void laneRecord(byte[] bytes) {
    fuzz("LaneRecord", bytes);
  }

  @FuzzTest
  void sessionUsage(byte[] bytes) {
    fuzz("SessionUsage", bytes);
  }

  @FuzzTest
  void anyTextIsAnIdOrRefused(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(AccountId.parse(text), AccountId.parse(AccountId.parse(text).toString()));
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).startsWith("expected"), refused::toString);
    }
    try {
      assertEquals(AssetId.parse(text), AssetId.parse(AssetId.parse(text).toString()));
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).startsWith("expected"), refused::toString);
    }
  }

  @FuzzTest
  void anyTextIsAnAmountOrRefused(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Amount amount = Amount.parse(text, 18);
      assertEquals(amount, Amount.parse(amount.format(18), 18));
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).startsWith("expected"), refused::toString);
    }
  }

  @FuzzTest
  void anyTextIsHexOrRefused(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(text.length(), 2 * Bytes.parseHex(text).length());
    } catch (IllegalArgumentException refused) {
      assertTrue(refused.getMessage() != null);
    }
  }

  private static void fuzz(String name, byte[] bytes) {
    for (WireType<?> type : WireType.ALL) {
      if (type.name().equals(name)) {
        try {
          assertArrayEquals(bytes, type.recode(bytes));
        } catch (DecodeException refused) {
          assertTrue(refused.offset() >= 0 && refused.offset() <= bytes.length, refused::toString);
        }
        return;
      }
    }
    throw new AssertionError("no decoder of " + name);
  }
}
