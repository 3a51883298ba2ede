package io.ghostchain.benchmarks.wire;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A TAP device in a network namespace of Linux, opened by the Foreign Function API (open(2),
 * setns(2), ioctl(2) TUNSETIFF). One reader and one writer thread at a time.
 */
public final class Tap {
  private static final int O_RDONLY = 0;
  private static final int O_RDWR = 2;
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TAP_NO_PI = 0x0002 | 0x1000;
  private static final int IFREQ_BYTES = 40;
  private static final int IFREQ_FLAGS_OFFSET = 16;

  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SETNS =
      function(
          "setns",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle READ =
      function(
          "read",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle WRITE =
      function(
          "write",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG));

  private final String name;
  private final int descriptor;
  private final MemorySegment readBuffer = Arena.global().allocate(65_536);
  private final MemorySegment writeBuffer = Arena.global().allocate(65_536);

  private Tap(String name, int descriptor) {
    this.name = name;
    this.descriptor = descriptor;
  }

  /**
   * Makes the device in a namespace that {@code ip netns add} made.
   *
   * @throws IOException if this process may not, or the system has no TUN driver
   */
  public static Tap open(String namespace, String name) throws IOException, InterruptedException {
    // setns moves the calling thread alone, so a thread of its own goes there and ends.
    CompletableFuture<Tap> opened = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            opened.complete(openHere(namespace, name));
          } catch (Throwable problem) {
            opened.completeExceptionally(problem);
          }
        });
    try {
      return opened.get();
    } catch (ExecutionException e) {
      throw new IOException("cannot open the device " + name + " in " + namespace, e.getCause());
    }
  }

  private static Tap openHere(String namespace, String name) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      int space = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + namespace), O_RDONLY);
      if (space < 0 || (int) SETNS.invokeExact(space, CLONE_NEWNET) != 0) {
        throw new IOException("cannot enter the network namespace " + namespace);
      }
      int descriptor = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR);
      MemorySegment request = arena.allocate(IFREQ_BYTES);
      request.setString(0, name);
      request.set(ValueLayout.JAVA_SHORT, IFREQ_FLAGS_OFFSET, IFF_TAP_NO_PI);
      if (descriptor < 0 || (int) IOCTL.invokeExact(descriptor, TUNSETIFF, request) != 0) {
        throw new IOException("the system refuses a TAP device");
      }
      return new Tap(name, descriptor);
    }
  }

  /** The device's name. */
  public String name() {
    return name;
  }

  /** Waits for a frame and puts it into {@code target}; returns its length. */
  public int read(byte[] target) throws IOException {
    try {
      long length = (long) READ.invokeExact(descriptor, readBuffer, (long) target.length);
      if (length <= 0) {
        throw new IOException("the device " + name + " is gone");
      }
      MemorySegment.copy(readBuffer, ValueLayout.JAVA_BYTE, 0, target, 0, (int) length);
      return (int) length;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a frame. One that the device does not take is lost, as on a wire. */
  public void write(byte[] frame) {
    try {
      MemorySegment.copy(frame, 0, writeBuffer, ValueLayout.JAVA_BYTE, 0, frame.length);
      long ignored = (long) WRITE.invokeExact(descriptor, writeBuffer, (long) frame.length);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), descriptor, options);
  }
}
