package io.ghostchain.api.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.protocol.testing.WireType;
import io.ghostchain.testkit.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The strict codec against the classes that protoc generated: the same bytes both ways. */
class ProtobufOracleTest {
  /** Messages that are only ever part of one with a codec of its own. */
  private static final Set<String> PARTS =
      Set.of(
          "AssetIssued",
          "AssetPolicy",
          "BurnAsset",
          "Burned",
          "CallContract",
          "ContractEmitted",
          "DeployContract",
          "FrozenSet",
          "GenesisAccount",
          "GenesisAsset",
          "IssueAsset",
          "IssuerSet",
          "KeyEntry",
          "MintAsset",
          "Minted",
          "OtherLeaf",
          "Payer",
          "SessionGrant",
          "SetFrozen",
          "SetIssuer",
          "Transfer",
          "Transferred",
          "UpdateVault",
          "Validator",
          "VaultReveal",
          "VaultUpdated");

  @Property(cases = 100)
  void whatWeEncodeIsWhatProtobufReadsAndWrites(RandomGenerator random)
      throws InvalidProtocolBufferException {
    for (WireType<?> type : WireType.ALL) {
      requireSame(type, random);
    }
  }

  private static <T> void requireSame(WireType<T> type, RandomGenerator random)
      throws InvalidProtocolBufferException {
    T value = type.generate().apply(new LedgerGenerator(random));
    byte[] encoded = type.encode().apply(value);
    Message parsed = GeneratedMessages.parse(type.name(), encoded);
    RecordFields.assertSame(value, parsed);
    assertArrayEquals(encoded, GeneratedMessages.serialise(parsed), type.name());
    assertTrue(parsed.getUnknownFields().asMap().isEmpty(), type.name());
  }

  @Property(cases = 200)
  void bytesThatWeAcceptAreThoseThatProtobufWouldWrite(RandomGenerator random)
      throws InvalidProtocolBufferException {
    for (WireType<?> type : WireType.ALL) {
      byte[] mutant = type.sample(random);
      if (mutant.length == 0) {
        continue;
      }
      int at = random.nextInt(random.nextBoolean() ? Math.min(mutant.length, 40) : mutant.length);
      mutant[at] ^= (byte) (1 << random.nextInt(8));
      try {
        type.read(mutant);
      } catch (DecodeException refused) {
        continue;
      }
      Message parsed = GeneratedMessages.parse(type.name(), mutant);
      assertArrayEquals(mutant, GeneratedMessages.serialise(parsed), type.name());
    }
  }

  /** Protobuf leaves nothing non-canonical in what it writes, so only the rules can refuse it. */
  @Property(cases = 200)
  void messagesThatProtobufWritesAreRefusedOnlyByTheRulesOfTheirValues(RandomGenerator random)
      throws InvalidProtocolBufferException {
    for (WireType<?> type : WireType.ALL) {
      Message.Builder changed =
          GeneratedMessages.parse(type.name(), type.sample(random)).toBuilder();
      List<FieldDescriptor> fields = changed.getDescriptorForType().getFields();
      change(changed, fields.get(random.nextInt(fields.size())), random);
      byte[] written = GeneratedMessages.serialise(changed.build());
      try {
        assertArrayEquals(written, type.recode(written), type.name());
      } catch (DecodeException refused) {
        assertTrue(refused.offset() <= written.length, refused::toString);
      }
    }
  }

  @Test
  void everyMessageOfTheLedgerIsTested() {
    var tested = new HashSet<String>(PARTS);
    WireType.ALL.forEach(type -> tested.add(type.name()));
    var described = new HashSet<String>();
    for (String name : List.of("Transaction", "AccountRecord")) {
      GeneratedMessages.defaultOf(name)
          .getDescriptorForType()
          .getFile()
          .getMessageTypes()
          .forEach(message -> described.add(message.getName()));
    }
    assertEquals(described, tested);
  }

  private static void change(
      Message.Builder message, FieldDescriptor field, RandomGenerator random) {
    if (field.isRepeated() || random.nextInt(4) == 0) {
      message.clearField(field);
      return;
    }
    switch (field.getJavaType()) {
      case INT -> message.setField(field, random.nextInt());
      case LONG -> message.setField(field, random.nextLong());
      case BOOLEAN -> message.setField(field, random.nextBoolean());
      case STRING -> message.setField(field, "A".repeat(random.nextInt(20)));
      case BYTE_STRING -> message.setField(field, randomBytes(random));
      case MESSAGE -> message.setField(field, message.newBuilderForField(field).build());
      case ENUM, FLOAT, DOUBLE -> throw new AssertionError("the ledger has no such field");
    }
  }

  private static ByteString randomBytes(RandomGenerator random) {
    byte[] bytes = new byte[random.nextBoolean() ? 32 : random.nextInt(40)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
