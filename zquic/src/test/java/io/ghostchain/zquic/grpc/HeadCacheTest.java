package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Metadata;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HeadCacheTest {
  private static final Metadata.Key<String> USER =
      Metadata.Key.of("user", Metadata.ASCII_STRING_MARSHALLER);

  private final HeadCache cache = new HeadCache(1_000);

  private static ByteBuf section(String user) {
    ByteBuf section = Unpooled.buffer();
    FieldWriter.writePrefix(section);
    FieldWriter.writeLiteral(section, ":path", "/Service/Method");
    FieldWriter.writeLiteral(section, "user", user);
    return section;
  }

  private Head read(String user) throws H3Exception {
    ByteBuf section = section(user);
    Head head = Objects.requireNonNull(cache.read(section));
    assertEquals(0, section.readableBytes());
    return head;
  }

  @Test
  void theSameBytesGiveTheSameFields() throws Exception {
    Head first = read("alice");
    Head again = read("alice");
    assertNotSame(first, again);
    assertSame(first.path, again.path);
    assertEquals("alice", again.metadata.get(USER));
  }

  @Test
  void metadataChangedByOneCallIsNotSeenByTheNext() throws Exception {
    for (int i = 0; i < 3; i++) {
      Head head = read("alice");
      assertEquals("alice", head.metadata.get(USER));
      head.metadata.removeAll(USER);
      head.metadata.put(USER, "mallory");
    }
  }

  @Test
  void otherBytesAreReadAnew() throws Exception {
    for (String user : new String[] {"alice", "bob", "carol", "alice", "al"}) {
      assertEquals(user, read(user).metadata.get(USER));
    }
  }

  @Test
  void whatIsTooLargeOrMalformedIsNotKept() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertNull(cache.read(section("x".repeat(2_000))));
      ByteBuf twice = section("alice");
      FieldWriter.writeLiteral(twice, ":path", "/");
      assertThrows(H3Exception.class, () -> cache.read(twice));
    }
  }
}
