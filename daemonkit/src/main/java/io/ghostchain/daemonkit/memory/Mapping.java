package io.ghostchain.daemonkit.memory;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that is mapped and of which this process changed nothing, so that what is
 * dropped of it is read again from the file.
 *
 * @param from first address
 * @param to the address after the last
 */
record Mapping(long from, long to) {
  /**
   * The mappings of files that nobody may write through and that have no page of their own: code,
   * constants, archives. Not the part of a library that the linker changed and then protected.
   *
   * @param smaps {@code /proc/PID/smaps}, proc_pid_smaps(5)
   */
  static List<Mapping> unchanged(BufferedReader smaps) throws IOException {
    List<Mapping> unchanged = new ArrayList<>();
    @Nullable Mapping file = null;
    for (String line = smaps.readLine(); line != null; line = smaps.readLine()) {
      if (isHeading(line)) {
        file = readOnlyFile(line);
      } else if (file != null && line.startsWith("Anonymous:")) {
        if (line.endsWith(" 0 kB")) {
          unchanged.add(file);
        }
        file = null;
      }
    }
    return unchanged;
  }

  /** A heading begins with an address in lower case, the lines below it with a capital. */
  private static boolean isHeading(String line) {
    return !line.isEmpty() && !Character.isUpperCase(line.charAt(0));
  }

  /** What {@code FROM-TO PERMISSIONS OFFSET DEVICE INODE PATH} maps, if it is a file read only. */
  private static @Nullable Mapping readOnlyFile(String heading) {
    int dash = heading.indexOf('-');
    int space = heading.indexOf(' ', dash);
    boolean writable = heading.charAt(space + 2) == 'w';
    if (writable || heading.indexOf('/', space) < 0) {
      return null;
    }
    return new Mapping(
        Long.parseUnsignedLong(heading, 0, dash, 16),
        Long.parseUnsignedLong(heading, dash + 1, space, 16));
  }
}
