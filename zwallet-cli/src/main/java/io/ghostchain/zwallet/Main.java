package io.ghostchain.zwallet;

import java.util.concurrent.atomic.AtomicBoolean;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    AtomicBoolean finished = new AtomicBoolean();
    // The JVM would exit with 130 anyway; the line keeps a prompt from running into the shell's.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!finished.get()) {
                    System.err.println();
                  }
                },
                "interrupted"));
    int code = new Zwallet(Terminal.ofProcess(), System.getenv(), Connector.overQuic()).run(args);
    finished.set(true);
    System.out.flush();
    System.exit(code);
  }
}
