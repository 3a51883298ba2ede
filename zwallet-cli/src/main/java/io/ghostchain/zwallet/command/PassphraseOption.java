package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ghostchain.api.wallet.v1.LockRequest;
import io.ghostchain.api.wallet.v1.UnlockRequest;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.ExitCode;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.Secrets;
import io.ghostchain.zwallet.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a passphrase comes from: a file, standard input, or a prompt. No option carries one. */
final class PassphraseOption {
  /**
   * Longest time that a command which unlocked a wallet for itself leaves it so, should it be
   * killed.
   */
  private static final Duration OWN_UNLOCK = Duration.ofMinutes(1);

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Takes the passphrase from the file's first line.")
  @Nullable Path file;

  @Option(
      names = "--passphrase-stdin",
      description = "Takes the passphrase from the first line of standard input.")
  boolean stdin;

  /** Whether one can be had at all. */
  boolean available(Cli cli) {
    return stdin || file(cli) != null || cli.terminal().interactive();
  }

  /** The passphrase of a wallet that exists. The caller wipes it. */
  byte[] read(Cli cli, String wallet) {
    return read(cli, () -> Secrets.fromPrompt(cli.terminal(), "Passphrase of " + wallet + ": "));
  }

  /** A passphrase for a new wallet, typed twice where it is typed. The caller wipes it. */
  byte[] readNew(Cli cli, String wallet) {
    return read(cli, () -> twice(cli, "New passphrase of " + wallet));
  }

  /** Runs a call with a passphrase and wipes it. */
  static <T> T with(byte[] secret, Function<ByteString, T> call) {
    try {
      // Shares the array, so that wiping it wipes what protobuf holds.
      return call.apply(UnsafeByteOperations.unsafeWrap(secret));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Runs what needs keys; a locked wallet is unlocked for just this, where a passphrase can be had.
   */
  <T> T unlocked(Cli cli, String wallet, Supplier<T> work) {
    try {
      return work.get();
    } catch (Failure locked) {
      if (!locked.code().equals("WALLET_LOCKED") || !available(cli)) {
        throw locked;
      }
    }
    with(
        read(cli, wallet),
        secret ->
            cli.call(stub ->
                stub.unlock(
                    UnlockRequest.newBuilder()
                        .setName(wallet)
                        .setPassphrase(secret)
                        .setForMillis(OWN_UNLOCK.toMillis())
                        .build())));
    T done;
    try {
      done = work.get();
    } catch (RuntimeException failed) {
      try {
        lock(cli, wallet);
      } catch (Failure stillOpen) {
        // What the command failed of says more. The wallet locks itself when its minute is over.
        failed.addSuppressed(stillOpen);
      }
      throw failed;
    }
    lock(cli, wallet);
    return done;
  }

  private static void lock(Cli cli, String wallet) {
    var _ = cli.call(stub -> stub.lock(LockRequest.newBuilder().setName(wallet).build()));
  }

  static byte[] twice(Cli cli, String what) {
    byte[] first = Secrets.fromPrompt(cli.terminal(), what + ": ");
    byte[] second = Secrets.fromPrompt(cli.terminal(), "Once more: ");
    boolean same = Arrays.equals(first, second);
    Arrays.fill(second, (byte) 0);
    if (!same) {
      Arrays.fill(first, (byte) 0);
      throw Failure.of(
          ExitCode.DECLINED, "PASSPHRASES_DIFFER", "the two are not the same; nothing was done");
    }
    return first;
  }

  private byte[] read(Cli cli, Supplier<byte[]> prompt) {
    if (stdin) {
      return Secrets.fromStdin(cli.terminal());
    }
    Path named = file(cli);
    if (named != null) {
      return Secrets.fromFile(named);
    }
    if (!cli.terminal().interactive()) {
      throw Failure.of(
              ExitCode.USAGE,
              "NEEDS_PASSPHRASE",
              "this needs a passphrase, and there is no terminal to ask")
          .hint("add --passphrase-file FILE or --passphrase-stdin");
    }
    return prompt.get();
  }

  private @Nullable Path file(Cli cli) {
    if (file != null) {
      return file;
    }
    String setting = cli.settings().get(Setting.PASSPHRASE_FILE);
    return setting == null ? null : Path.of(setting);
  }
}
