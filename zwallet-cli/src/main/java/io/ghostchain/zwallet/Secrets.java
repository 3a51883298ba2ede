package io.ghostchain.zwallet;

import io.ghostchain.walletkit.WalletSecret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads passphrases and words into bytes that the caller wipes; no secret becomes a String here.
 */
public final class Secrets {
  /** Longest line that is read as a secret, in bytes. */
  private static final int LINE_MAX = 4096;

  private Secrets() {}

  /** The first line of a file, without its end. */
  public static byte[] fromFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return line(in, file.toString());
    } catch (IOException unreadable) {
      throw Failure.file("cannot read the secret in " + file + ": " + unreadable.getMessage());
    }
  }

  /** The next line of what was piped in, without its end. */
  public static byte[] fromStdin(Terminal terminal) {
    try {
      return line(terminal.in(), "standard input");
    } catch (IOException unreadable) {
      throw Failure.file("cannot read the secret from standard input: " + unreadable.getMessage());
    }
  }

  /** What a person types without echo. */
  public static byte[] fromPrompt(Terminal terminal, String prompt) {
    char[] typed = terminal.askSecret(prompt);
    if (typed == null) {
      throw Failure.of(ExitCode.DECLINED, "DECLINED", "nothing was typed; nothing was done");
    }
    byte[] secret = WalletSecret.utf8(typed);
    Arrays.fill(typed, '\0');
    return secret;
  }

  /** Read byte by byte: a buffered reader would keep the next line's secret for itself. */
  private static byte[] line(InputStream in, String source) throws IOException {
    byte[] buffer = new byte[LINE_MAX];
    int length = 0;
    int next;
    while ((next = in.read()) >= 0 && next != '\n') {
      if (length == LINE_MAX) {
        Arrays.fill(buffer, (byte) 0);
        throw Failure.file("the secret in " + source + " is longer than " + LINE_MAX + " bytes");
      }
      buffer[length++] = (byte) next;
    }
    if (length > 0 && buffer[length - 1] == '\r') {
      length--;
    }
    byte[] line = Arrays.copyOf(buffer, length);
    Arrays.fill(buffer, (byte) 0);
    if (length == 0 && next < 0) {
      throw Failure.file(source + " is empty; expected a secret on its first line");
    }
    return line;
  }

  /** Everything a file holds, at most {@code limit} bytes. */
  public static byte[] wholeFile(Path file, int limit) {
    try (InputStream in = Files.newInputStream(file)) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(in.readNBytes(limit + 1));
      if (all.size() > limit) {
        throw Failure.file(file + " is longer than " + limit + " bytes");
      }
      return all.toByteArray();
    } catch (IOException unreadable) {
      throw Failure.file("cannot read " + file + ": " + unreadable.getMessage());
    }
  }
}
