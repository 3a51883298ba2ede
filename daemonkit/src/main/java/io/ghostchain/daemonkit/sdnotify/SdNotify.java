package io.ghostchain.daemonkit.sdnotify;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service manager's socket, as sd_notify(3) describes it, or nothing if there is none.
 *
 * <p>The JDK has no datagram sockets of AF_UNIX, so this calls socket(2) and sendto(2). Needs
 * {@code --enable-native-access}. Safe for use by several threads.
 */
public final class SdNotify implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_BYTES_MAX = 107;

  private final @Nullable Socket socket;
  private final Optional<Duration> watchdog;

  private SdNotify(@Nullable Socket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** The socket that this process's environment names. */
  public static SdNotify fromEnvironment() {
    return from(System.getenv());
  }

  /** The socket that an environment names; one that cannot be opened is as none. */
  public static SdNotify from(Map<String, String> environment) {
    String name = environment.getOrDefault("NOTIFY_SOCKET", "");
    Socket socket = null;
    if (!name.isEmpty()) {
      try {
        socket = Socket.open(name);
      } catch (IOException e) {
        System.getLogger(SdNotify.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "cannot notify the service manager: " + e.getMessage());
      }
    }
    return new SdNotify(socket, interval(environment));
  }

  /** Says that the service is up, with a line about it. */
  public void ready(String status) {
    send("READY=1\nSTATUS=" + oneLine(status) + "\nMAINPID=" + ProcessHandle.current().pid());
  }

  /** Says that the service begins to stop. */
  public void stopping() {
    send("STOPPING=1");
  }

  /**
   * Says that the service is alive. To be called at least each half of {@link #watchdogInterval}.
   */
  public void alive() {
    send("WATCHDOG=1");
  }

  /** How long the manager waits for a sign of life before it kills us, if it does. */
  public Optional<Duration> watchdogInterval() {
    return watchdog;
  }

  /** Closes the socket; idempotent. */
  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }

  private void send(String message) {
    if (socket != null) {
      socket.send(message.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }

  private static Optional<Duration> interval(Map<String, String> environment) {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
      return micros > 0 ? Optional.of(Duration.of(micros, ChronoUnit.MICROS)) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** A datagram socket of AF_UNIX with one destination. */
  @SuppressWarnings("restricted") // Calls into libc are what this class is for.
  private static final class Socket {
    private static final StructLayout ADDRESS =
        MemoryLayout.structLayout(
            ValueLayout.JAVA_SHORT.withName("sun_family"),
            MemoryLayout.sequenceLayout(PATH_BYTES_MAX + 1, ValueLayout.JAVA_BYTE)
                .withName("sun_path"));
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET =
        bind("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = bind("close", ValueLayout.JAVA_INT);
    private static final MethodHandle SENDTO =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("sendto"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));

    private final byte[] path;
    private int descriptor;

    private Socket(int descriptor, byte[] path) {
      this.descriptor = descriptor;
      this.path = path;
    }

    static Socket open(String name) throws IOException {
      byte[] path = name.getBytes(StandardCharsets.UTF_8);
      if (path.length > PATH_BYTES_MAX) {
        throw new IOException("the socket's path has " + path.length + " bytes, at most 107 fit");
      }
      if (path[0] == '@') {
        path[0] = 0; // The abstract namespace, unix(7).
      }
      int descriptor = (int) call(SOCKET, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      if (descriptor < 0) {
        throw new IOException("socket(2) failed");
      }
      return new Socket(descriptor, path);
    }

    synchronized void send(byte[] message) {
      if (descriptor < 0) {
        return;
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment address = arena.allocate(ADDRESS);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
        // A manager that does not listen is not our fault, so the answer is not looked at.
        var _ =
            call(
                SENDTO,
                descriptor,
                bytes,
                (long) message.length,
                MSG_NOSIGNAL,
                address,
                2 + path.length);
      }
    }

    synchronized void close() {
      if (descriptor >= 0) {
        var _ = call(CLOSE, descriptor);
        descriptor = -1;
      }
    }

    private static MethodHandle bind(String name, MemoryLayout... arguments) {
      return LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow(name),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    private static Object call(MethodHandle handle, Object... arguments) {
      try {
        return handle.invokeWithArguments(arguments);
      } catch (Throwable e) {
        throw new IllegalStateException("a call into libc failed", e);
      }
    }
  }
}
