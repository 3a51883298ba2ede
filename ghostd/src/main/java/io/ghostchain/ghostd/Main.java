package io.ghostchain.ghostd;

import io.ghostchain.ghostd.cli.GhostdCommand;

/** The command line of ghostd. */
public final class Main {
  private Main() {}

  /** Runs one command; the process returns a {@code daemonkit} exit code. */
  public static void main(String[] arguments) {
    System.exit(GhostdCommand.commandLine(arguments).execute(arguments));
  }
}
