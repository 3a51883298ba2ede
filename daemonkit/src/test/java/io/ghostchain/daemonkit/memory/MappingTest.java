package io.ghostchain.daemonkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final String CODE = "7f6522a3b000-7f6522dc2000 r-xp 0003b000 fe:00 4242 ";

  @Test
  void codeThatNobodyChangedIsTaken() throws IOException {
    assertEquals(
        List.of(new Mapping(0x7f6522a3b000L, 0x7f6522dc2000L)),
        parse(entry(CODE + "/opt/ghostchain/native/libquic.so", 0)));
  }

  @Test
  void aPathMayHoldSpaces() throws IOException {
    assertEquals(1, parse(entry(CODE + "/opt/ghost chain/lib x.so", 0)).size());
  }

  @Test
  void whatTheLinkerChangedAndThenProtectedIsLeft() throws IOException {
    assertEquals(List.of(), parse(entry("1000-2000 r--p 00000000 fe:00 42 /lib/libjvm.so", 4)));
  }

  @Test
  void whatMayBeWrittenIsLeft() throws IOException {
    assertEquals(List.of(), parse(entry("1000-2000 rw-p 00000000 fe:00 42 /lib/libjvm.so", 0)));
    assertEquals(List.of(), parse(entry("1000-2000 rw-s 00000000 fe:00 42 /tmp/file", 0)));
    assertEquals(List.of(), parse(entry("1000-2000 rwxp 00000000 fe:00 42 /tmp/file", 0)));
  }

  @Test
  void whatIsNoFileIsLeft() throws IOException {
    assertEquals(
        List.of(),
        parse(
            entry("f8000000-f8eec000 rw-p 00000000 00:00 0 ", 15280)
                + entry("1000-2000 r--p 00000000 00:00 0 ", 0)
                + entry("7ffd0000-7ffd2000 r-xp 00000000 00:00 0 [vdso]", 0)
                + entry("ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]", 0)));
  }

  @Test
  void eachEntryIsJudgedByItsOwnLines() throws IOException {
    assertEquals(
        List.of(new Mapping(0x1000, 0x2000), new Mapping(0xa000, 0xb000)),
        parse(
            entry("1000-2000 r--p 00000000 fe:00 42 /lib/a.so", 0)
                + entry("2000-3000 r--p 00001000 fe:00 42 /lib/a.so", 8)
                + entry("3000-4000 rw-p 00002000 fe:00 42 /lib/a.so", 0)
                + entry("a000-b000 r--s 00000000 fe:00 43 /lib/modules", 0)));
  }

  private static List<Mapping> parse(String smaps) throws IOException {
    return Mapping.unchanged(new BufferedReader(new StringReader(smaps)));
  }

  private static String entry(String heading, int anonymousKilobytes) {
    return heading
        + "\nSize:               4096 kB\nRss:                2048 kB\nAnonymous:       %8d kB\n"
            .formatted(anonymousKilobytes)
        + "AnonHugePages:         0 kB\nVmFlags: rd mr mw me\n";
  }
}
