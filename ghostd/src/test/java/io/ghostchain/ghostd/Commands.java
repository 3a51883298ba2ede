package io.ghostchain.ghostd;

import io.ghostchain.ghostd.cli.GhostdCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs ghostd's commands in this process. */
final class Commands {
  private Commands() {}

  /** What a command answered. */
  record Result(int exit, String out, String err) {
    /** A field of a flat JSON object. */
    String field(String name) {
      Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(out);
      if (!matcher.find()) {
        throw new IllegalStateException("no field " + name + " in " + out + err);
      }
      return matcher.group(1);
    }
  }

  static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        GhostdCommand.commandLine(arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Result(exit, out.toString(), err.toString());
  }
}
