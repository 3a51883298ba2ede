package io.ghostchain.api.ledger;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The classes that protoc generated for {@code ghost.ledger.v1}, by the name of the message. */
final class GeneratedMessages {
  private GeneratedMessages() {}

  static Message parse(String name, byte[] encoded) throws InvalidProtocolBufferException {
    return defaultOf(name).getParserForType().parseFrom(encoded);
  }

  static Message defaultOf(String name) {
    try {
      Class<?> type = Class.forName("io.ghostchain.api.ledger.v1." + name);
      return (Message) type.getMethod("getDefaultInstance").invoke(null);
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError("no message of this name: " + name, missing);
    }
  }

  static byte[] serialise(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    out.checkNoSpaceLeft();
    return bytes;
  }
}
