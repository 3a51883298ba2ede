package io.ghostchain.daemonkit.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** The call madvise(2) of libc. */
@SuppressWarnings("restricted") // A call into libc is what this class is for.
final class Pages {
  private static final int MADV_DONTNEED = 4;
  private static final MethodHandle MADVISE =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("madvise"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT));

  private Pages() {}

  /**
   * Drops what is resident of these mappings, which must be unchanged: a page that this process
   * wrote would be lost. A mapping that is gone, or is locked in memory, is passed over.
   */
  static void drop(List<Mapping> unchanged) {
    for (Mapping mapping : unchanged) {
      try {
        var _ =
            (int) MADVISE.invokeExact(mapping.from(), mapping.to() - mapping.from(), MADV_DONTNEED);
      } catch (Throwable e) {
        throw new IllegalStateException("a call into libc failed", e);
      }
    }
  }
}
