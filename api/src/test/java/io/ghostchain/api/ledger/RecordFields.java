package io.ghostchain.api.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Compares one of our values with a generated message, field by field and by name. */
final class RecordFields {
  private RecordFields() {}

  static void assertSame(Object ours, Message theirs) {
    if ((ours instanceof Operation || ours instanceof Event)
        && theirs.getDescriptorForType().getOneofs().size() == 1) {
      assertSameKind(ours, theirs);
      return;
    }
    for (Entry<String, @Nullable Object> field : fields(ours).entrySet()) {
      FieldDescriptor descriptor = theirs.getDescriptorForType().findFieldByName(field.getKey());
      String where = theirs.getDescriptorForType().getName() + "." + field.getKey();
      assertTrue(descriptor != null, where + " is not in the .proto file");
      assertSameField(where, field.getValue(), descriptor, theirs);
    }
  }

  private static void assertSameKind(Object ours, Message theirs) {
    FieldDescriptor set =
        theirs.getOneofFieldDescriptor(theirs.getDescriptorForType().getOneofs().getFirst());
    assertEquals(ours.getClass().getSimpleName(), set.getMessageType().getName());
    assertSame(ours, (Message) theirs.getField(set));
  }

  private static void assertSameField(
      String where, @Nullable Object ours, FieldDescriptor descriptor, Message theirs) {
    if (descriptor.isRepeated()) {
      List<?> list = assertInstanceOf(List.class, ours, where);
      assertEquals(list.size(), theirs.getRepeatedFieldCount(descriptor), where);
      for (int i = 0; i < list.size(); i++) {
        // Within a list the fee asset is written out, as every other.
        Object item = list.get(i) instanceof AssetId asset ? asset.hash() : list.get(i);
        assertSameValue(where, item, theirs.getRepeatedField(descriptor, i));
      }
    } else if (ours == null) {
      assertFalse(
          descriptor.hasPresence()
              ? theirs.hasField(descriptor)
              : !((ByteString) theirs.getField(descriptor)).isEmpty(),
          where + " is set");
    } else {
      assertSameValue(where, ours, theirs.getField(descriptor));
    }
  }

  private static void assertSameValue(String where, @Nullable Object ours, Object theirs) {
    switch (theirs) {
      case Message message -> {
        assertTrue(ours != null, where);
        assertSame(ours, message);
      }
      case ByteString bytes -> assertEquals(bytesOf(ours), Bytes.of(bytes.toByteArray()), where);
      default ->
          assertEquals(ours instanceof ReceiptStatus status ? status.code() : ours, theirs, where);
    }
  }

  private static Bytes bytesOf(@Nullable Object ours) {
    return switch (ours) {
      case Bytes bytes -> bytes;
      case Hash hash -> Bytes.of(hash.bytes());
      case AccountId account -> Bytes.of(account.hash().bytes());
      case AssetId asset -> asset.isFee() ? Bytes.EMPTY : Bytes.of(asset.hash().bytes());
      case Amount amount -> amount.bytes();
      case PublicKey key -> Bytes.of(key.raw());
      case null, default -> throw new AssertionError("no bytes of " + ours);
    };
  }

  private static Map<String, @Nullable Object> fields(Object ours) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (ours instanceof Transaction transaction) {
      fields.put("body", transaction.bodyBytes());
      fields.put("witness", transaction.witnessBytes());
    } else if (ours instanceof KeyEntry(var key, var weight, var grant)) {
      fields.put("scheme", key.scheme().id());
      fields.put("public_key", key);
      fields.put("weight", weight);
      fields.put("grant", grant);
    } else {
      for (RecordComponent component : ours.getClass().getRecordComponents()) {
        fields.put(snakeCase(component.getName()), read(component, ours));
      }
    }
    return fields;
  }

  private static @Nullable Object read(RecordComponent component, Object ours) {
    try {
      return component.getAccessor().invoke(ours);
    } catch (ReflectiveOperationException unreadable) {
      throw new LinkageError("no component " + component, unreadable);
    }
  }

  private static String snakeCase(String camelCase) {
    var name = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        name.append('_').append((char) (c + 'a' - 'A'));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
